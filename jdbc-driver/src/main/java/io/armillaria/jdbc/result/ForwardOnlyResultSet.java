package io.armillaria.jdbc.result;

import io.armillaria.jdbc.failure.SqlErrors;
import java.io.InputStream;
import java.net.URL;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLXML;

/// What forward-only result sets lack: moves other than to the next row, and the types of values
/// that the engine does not have.
abstract class ForwardOnlyResultSet extends ReadOnlyResultSet {
  @Override
  public boolean absolute(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.absolute");
  }

  @Override
  public void afterLast() throws SQLException {
    throw SqlErrors.unsupported("ResultSet.afterLast");
  }

  @Override
  public void beforeFirst() throws SQLException {
    throw SqlErrors.unsupported("ResultSet.beforeFirst");
  }

  @Override
  public boolean first() throws SQLException {
    throw SqlErrors.unsupported("ResultSet.first");
  }

  @Override
  public Array getArray(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getArray");
  }

  @Override
  public Array getArray(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getArray");
  }

  @Override
  public Blob getBlob(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getBlob");
  }

  @Override
  public Blob getBlob(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getBlob");
  }

  @Override
  public Clob getClob(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getClob");
  }

  @Override
  public Clob getClob(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getClob");
  }

  @Override
  public String getCursorName() throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getCursorName");
  }

  @Override
  public NClob getNClob(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getNClob");
  }

  @Override
  public NClob getNClob(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getNClob");
  }

  @Override
  public Ref getRef(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getRef");
  }

  @Override
  public Ref getRef(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getRef");
  }

  @Override
  public RowId getRowId(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getRowId");
  }

  @Override
  public RowId getRowId(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getRowId");
  }

  @Override
  public SQLXML getSQLXML(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getSQLXML");
  }

  @Override
  public SQLXML getSQLXML(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getSQLXML");
  }

  @Override
  public URL getURL(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getURL");
  }

  @Override
  public URL getURL(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getURL");
  }

  @SuppressWarnings("deprecation")
  @Override
  public InputStream getUnicodeStream(String label) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getUnicodeStream");
  }

  @SuppressWarnings("deprecation")
  @Override
  public InputStream getUnicodeStream(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.getUnicodeStream");
  }

  @Override
  public boolean last() throws SQLException {
    throw SqlErrors.unsupported("ResultSet.last");
  }

  @Override
  public boolean previous() throws SQLException {
    throw SqlErrors.unsupported("ResultSet.previous");
  }

  @Override
  public boolean relative(int column) throws SQLException {
    throw SqlErrors.unsupported("ResultSet.relative");
  }
}
