package io.armillaria.jdbc.result;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.value.ColumnAccessor;
import io.armillaria.jdbc.value.ObjectReader;
import io.armillaria.sql.session.ColumnDescription;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Calendar;
import java.util.List;
import java.util.Map;

/// A forward-only, read-only result. A getter finds its column's accessor and reads one array
/// element.
public final class ArmillariaResultSet extends LabelledResultSet {
  private final ResultOwner owner;
  private final List<ColumnDescription> columns;
  private final RowCursor rows;
  private final ColumnLabels labels;
  private boolean wasNull;
  private int fetchSize;

  /// @param maxRows the most rows given, 0 for all
  /// @param zone the session's
  public ArmillariaResultSet(
      ResultOwner owner,
      List<ColumnDescription> columns,
      BatchSource source,
      long maxRows,
      ZoneId zone) {
    this.owner = owner;
    this.columns = columns;
    this.labels = new ColumnLabels(columns);
    ColumnAccessor[] accessors = new ColumnAccessor[columns.size()];
    for (int i = 0; i < accessors.length; i++) {
      accessors[i] = ColumnAccessor.of(i + 1, columns.get(i), zone);
    }
    this.rows = new RowCursor(source, accessors, maxRows);
  }

  private ColumnAccessor read(int column) throws SQLException {
    ColumnAccessor accessor = rows.column(column);
    wasNull = accessor.isNull(rows.row());
    return accessor;
  }

  @Override
  public boolean next() throws SQLException {
    return rows.next();
  }

  @Override
  public boolean wasNull() throws SQLException {
    rows.checkOpen();
    return wasNull;
  }

  @Override
  public boolean getBoolean(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return !wasNull && accessor.booleanAt(rows.row());
  }

  @Override
  public byte getByte(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? 0 : accessor.byteAt(rows.row());
  }

  @Override
  public short getShort(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? 0 : accessor.shortAt(rows.row());
  }

  @Override
  public int getInt(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? 0 : accessor.intAt(rows.row());
  }

  @Override
  public long getLong(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? 0 : accessor.longAt(rows.row());
  }

  @Override
  public float getFloat(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? 0 : accessor.floatAt(rows.row());
  }

  @Override
  public double getDouble(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? 0 : accessor.doubleAt(rows.row());
  }

  @Override
  public BigDecimal getBigDecimal(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? null : accessor.decimalAt(rows.row());
  }

  @Override
  @SuppressWarnings("deprecation")
  public BigDecimal getBigDecimal(int column, int scale) throws SQLException {
    BigDecimal value = getBigDecimal(column);
    return value == null ? null : value.setScale(scale, RoundingMode.HALF_UP);
  }

  @Override
  public String getString(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? null : accessor.textAt(rows.row());
  }

  @Override
  public String getNString(int column) throws SQLException {
    return getString(column);
  }

  @Override
  public byte[] getBytes(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? null : accessor.bytesAt(rows.row());
  }

  @Override
  public Date getDate(int column) throws SQLException {
    return getDate(column, null);
  }

  @Override
  public Date getDate(int column, Calendar calendar) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? null : accessor.sqlDateAt(rows.row(), calendar);
  }

  @Override
  public Time getTime(int column) throws SQLException {
    return getTime(column, null);
  }

  @Override
  public Time getTime(int column, Calendar calendar) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? null : accessor.sqlTimeAt(rows.row(), calendar);
  }

  @Override
  public Timestamp getTimestamp(int column) throws SQLException {
    return getTimestamp(column, null);
  }

  @Override
  public Timestamp getTimestamp(int column, Calendar calendar) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? null : accessor.sqlTimestampAt(rows.row(), calendar);
  }

  @Override
  public Object getObject(int column) throws SQLException {
    ColumnAccessor accessor = read(column);
    return wasNull ? null : accessor.objectAt(rows.row());
  }

  /// The map is for user-defined types, of which there are none.
  @Override
  public Object getObject(int column, Map<String, Class<?>> map) throws SQLException {
    return getObject(column);
  }

  @Override
  public <T> T getObject(int column, Class<T> type) throws SQLException {
    ColumnAccessor accessor = read(column);
    if (wasNull) {
      ObjectReader.check(type);
      return null;
    }
    return ObjectReader.read(accessor, rows.row(), type);
  }

  @Override
  public InputStream getAsciiStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public InputStream getBinaryStream(int column) throws SQLException {
    byte[] bytes = getBytes(column);
    return bytes == null ? null : new ByteArrayInputStream(bytes);
  }

  @Override
  public Reader getCharacterStream(int column) throws SQLException {
    String text = getString(column);
    return text == null ? null : new StringReader(text);
  }

  @Override
  public Reader getNCharacterStream(int column) throws SQLException {
    return getCharacterStream(column);
  }

  @Override
  public int findColumn(String label) throws SQLException {
    rows.checkOpen();
    return labels.find(label);
  }

  @Override
  public ResultSetMetaData getMetaData() throws SQLException {
    rows.checkOpen();
    return new ArmillariaResultSetMetaData(columns);
  }

  @Override
  public boolean isBeforeFirst() throws SQLException {
    return rows.isBeforeFirst();
  }

  @Override
  public boolean isAfterLast() throws SQLException {
    return rows.isAfterLast();
  }

  @Override
  public boolean isFirst() throws SQLException {
    rows.checkOpen();
    return rows.rowNumber() == 1;
  }

  @Override
  public boolean isLast() throws SQLException {
    return rows.isLast();
  }

  @Override
  public int getRow() throws SQLException {
    rows.checkOpen();
    return (int) Math.min(Integer.MAX_VALUE, rows.rowNumber());
  }

  @Override
  public int getType() throws SQLException {
    rows.checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getConcurrency() throws SQLException {
    rows.checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getHoldability() throws SQLException {
    rows.checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    rows.checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  @Override
  public void setFetchDirection(int direction) throws SQLException {
    rows.checkOpen();
    if (direction != ResultSet.FETCH_FORWARD) {
      throw SqlErrors.unsupported("ResultSet.setFetchDirection other than FETCH_FORWARD");
    }
  }

  @Override
  public int getFetchSize() throws SQLException {
    rows.checkOpen();
    return fetchSize;
  }

  /// A hint that is kept but not followed: rows come in the engine's batches.
  @Override
  public void setFetchSize(int newFetchSize) throws SQLException {
    rows.checkOpen();
    if (newFetchSize < 0) {
      throw SqlErrors.invalidParameter(
          "The fetch size is " + newFetchSize + "; it must be 0 or more.");
    }
    fetchSize = newFetchSize;
  }

  @Override
  public Statement getStatement() throws SQLException {
    rows.checkOpen();
    return owner.statement();
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    rows.checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    rows.checkOpen();
  }

  @Override
  public boolean isClosed() {
    return rows.isClosed();
  }

  @Override
  public void close() throws SQLException {
    if (!rows.isClosed()) {
      try {
        rows.close();
      } finally {
        owner.resultClosed(this);
      }
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    return Unwrapping.unwrap(this, type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }
}
