package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import java.sql.Array;
import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;

/// What no connection of ours makes: procedures' calls, and values of types that the engine does
/// not have.
abstract class UnsupportedFactories implements Connection {
  @Override
  public Array createArrayOf(String typeName, Object[] values) throws SQLException {
    throw SqlErrors.unsupported("Connection.createArrayOf");
  }

  @Override
  public Blob createBlob() throws SQLException {
    throw SqlErrors.unsupported("Connection.createBlob");
  }

  @Override
  public Clob createClob() throws SQLException {
    throw SqlErrors.unsupported("Connection.createClob");
  }

  @Override
  public NClob createNClob() throws SQLException {
    throw SqlErrors.unsupported("Connection.createNClob");
  }

  @Override
  public SQLXML createSQLXML() throws SQLException {
    throw SqlErrors.unsupported("Connection.createSQLXML");
  }

  @Override
  public Struct createStruct(String typeName, Object[] values) throws SQLException {
    throw SqlErrors.unsupported("Connection.createStruct");
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability)
      throws SQLException {
    throw SqlErrors.unsupported("Connection.prepareCall");
  }

  @Override
  public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
    throw SqlErrors.unsupported("Connection.prepareCall");
  }

  @Override
  public CallableStatement prepareCall(String sql) throws SQLException {
    throw SqlErrors.unsupported("Connection.prepareCall");
  }
}
