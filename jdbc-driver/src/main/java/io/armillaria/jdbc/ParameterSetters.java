package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.value.CalendarTimestamp;
import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.Date;
import java.sql.NClob;
import java.sql.Ref;
import java.sql.RowId;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.SQLXML;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.Calendar;

/// The setters of PreparedStatement, which all come down to [#set].
abstract class ParameterSetters extends PreparedOnly {
  ParameterSetters(ArmillariaConnection connection) {
    super(connection);
  }

  /// Gives a parameter a value, or NULL for null.
  abstract void set(int number, Object value) throws SQLException;

  @Override
  public void setNull(int number, int sqlType) throws SQLException {
    set(number, null);
  }

  @Override
  public void setNull(int number, int sqlType, String typeName) throws SQLException {
    set(number, null);
  }

  @Override
  public void setBoolean(int number, boolean value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setByte(int number, byte value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setShort(int number, short value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setInt(int number, int value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setLong(int number, long value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setFloat(int number, float value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setDouble(int number, double value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setBigDecimal(int number, BigDecimal value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setString(int number, String value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setNString(int number, String value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setBytes(int number, byte[] value) throws SQLException {
    set(number, value);
  }

  @Override
  public void setDate(int number, Date value) throws SQLException {
    set(number, CalendarTimestamp.normalise(value, null));
  }

  @Override
  public void setTime(int number, Time value) throws SQLException {
    set(number, CalendarTimestamp.normalise(value, null));
  }

  @Override
  public void setTimestamp(int number, Timestamp value) throws SQLException {
    set(number, CalendarTimestamp.normalise(value, null));
  }

  @Override
  public void setDate(int number, Date value, Calendar calendar) throws SQLException {
    set(number, CalendarTimestamp.normalise(value, calendar));
  }

  @Override
  public void setTime(int number, Time value, Calendar calendar) throws SQLException {
    set(number, CalendarTimestamp.normalise(value, calendar));
  }

  @Override
  public void setTimestamp(int number, Timestamp value, Calendar calendar) throws SQLException {
    set(number, CalendarTimestamp.normalise(value, calendar));
  }

  // ---- objects

  @Override
  public void setObject(int number, Object value) throws SQLException {
    set(
        number,
        switch (value) {
          case Clob clob -> Streams.text(clob);
          case Blob blob -> Streams.bytes(blob);
          case Reader reader -> Streams.text(reader, Streams.ALL);
          case InputStream stream -> Streams.bytes(stream, Streams.ALL);
          case null, default -> CalendarTimestamp.normalise(value, null);
        });
  }

  /// The type is checked for being one that the engine has; what counts is the parameter's own.
  @Override
  public void setObject(int number, Object value, int sqlType) throws SQLException {
    SqlTypes.check(sqlType);
    setObject(number, value);
  }

  @Override
  public void setObject(int number, Object value, int sqlType, int scaleOrLength)
      throws SQLException {
    boolean scaled = sqlType == Types.DECIMAL || sqlType == Types.NUMERIC;
    setObject(
        number,
        scaled && value instanceof BigDecimal decimal
            ? decimal.setScale(scaleOrLength, RoundingMode.HALF_UP)
            : value,
        sqlType);
  }

  @Override
  public void setObject(int number, Object value, SQLType sqlType) throws SQLException {
    setObject(number, value, SqlTypes.code(sqlType));
  }

  @Override
  public void setObject(int number, Object value, SQLType sqlType, int scaleOrLength)
      throws SQLException {
    setObject(number, value, SqlTypes.code(sqlType), scaleOrLength);
  }

  // ---- streams, which are read at once

  private void setText(int number, Reader reader, long length) throws SQLException {
    set(number, reader == null ? null : Streams.text(reader, length));
  }

  private void setBinary(int number, InputStream stream, long length) throws SQLException {
    set(number, stream == null ? null : Streams.bytes(stream, length));
  }

  private void setAscii(int number, InputStream stream, long length) throws SQLException {
    set(
        number,
        stream == null
            ? null
            : new String(Streams.bytes(stream, length), StandardCharsets.US_ASCII));
  }

  @Override
  public void setAsciiStream(int number, InputStream value) throws SQLException {
    setAscii(number, value, Streams.ALL);
  }

  @Override
  public void setAsciiStream(int number, InputStream value, int length) throws SQLException {
    setAscii(number, value, Streams.length(length));
  }

  @Override
  public void setAsciiStream(int number, InputStream value, long length) throws SQLException {
    setAscii(number, value, Streams.length(length));
  }

  @Override
  public void setBinaryStream(int number, InputStream value) throws SQLException {
    setBinary(number, value, Streams.ALL);
  }

  @Override
  public void setBinaryStream(int number, InputStream value, int length) throws SQLException {
    setBinary(number, value, Streams.length(length));
  }

  @Override
  public void setBinaryStream(int number, InputStream value, long length) throws SQLException {
    setBinary(number, value, Streams.length(length));
  }

  @Override
  public void setCharacterStream(int number, Reader value) throws SQLException {
    setText(number, value, Streams.ALL);
  }

  @Override
  public void setCharacterStream(int number, Reader value, int length) throws SQLException {
    setText(number, value, Streams.length(length));
  }

  @Override
  public void setCharacterStream(int number, Reader value, long length) throws SQLException {
    setText(number, value, Streams.length(length));
  }

  @Override
  public void setNCharacterStream(int number, Reader value) throws SQLException {
    setText(number, value, Streams.ALL);
  }

  @Override
  public void setNCharacterStream(int number, Reader value, long length) throws SQLException {
    setText(number, value, Streams.length(length));
  }

  @Override
  public void setClob(int number, Reader value) throws SQLException {
    setText(number, value, Streams.ALL);
  }

  @Override
  public void setClob(int number, Reader value, long length) throws SQLException {
    setText(number, value, Streams.length(length));
  }

  @Override
  public void setNClob(int number, Reader value) throws SQLException {
    setText(number, value, Streams.ALL);
  }

  @Override
  public void setNClob(int number, Reader value, long length) throws SQLException {
    setText(number, value, Streams.length(length));
  }

  @Override
  public void setBlob(int number, InputStream value) throws SQLException {
    setBinary(number, value, Streams.ALL);
  }

  @Override
  public void setBlob(int number, InputStream value, long length) throws SQLException {
    setBinary(number, value, Streams.length(length));
  }

  @Override
  public void setClob(int number, Clob value) throws SQLException {
    setObject(number, value);
  }

  @Override
  public void setNClob(int number, NClob value) throws SQLException {
    setObject(number, value);
  }

  @Override
  public void setBlob(int number, Blob value) throws SQLException {
    setObject(number, value);
  }

  // ---- types that the engine does not have

  @Override
  @SuppressWarnings("deprecation")
  public void setUnicodeStream(int number, InputStream value, int length) throws SQLException {
    throw SqlErrors.unsupported("PreparedStatement.setUnicodeStream");
  }

  @Override
  public void setArray(int number, Array value) throws SQLException {
    throw SqlErrors.unsupported("PreparedStatement.setArray");
  }

  @Override
  public void setRef(int number, Ref value) throws SQLException {
    throw SqlErrors.unsupported("PreparedStatement.setRef");
  }

  @Override
  public void setRowId(int number, RowId value) throws SQLException {
    throw SqlErrors.unsupported("PreparedStatement.setRowId");
  }

  @Override
  public void setSQLXML(int number, SQLXML value) throws SQLException {
    throw SqlErrors.unsupported("PreparedStatement.setSQLXML");
  }

  @Override
  public void setURL(int number, URL value) throws SQLException {
    throw SqlErrors.unsupported("PreparedStatement.setURL");
  }
}
