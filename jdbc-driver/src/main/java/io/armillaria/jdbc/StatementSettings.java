package io.armillaria.jdbc;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.result.Unwrapping;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/// What a statement is told beside its SQL: limits, hints and the kinds of its results.
abstract class StatementSettings implements Statement {
  private long maxRows;
  private int maxFieldSize;
  private int fetchSize;
  private int queryTimeout;
  private boolean poolable;

  abstract void checkOpen() throws SQLException;

  static void checkNotNegative(String name, long value) throws SQLException {
    if (value < 0) {
      throw SqlErrors.invalidParameter("The " + name + " is " + value + "; it must be 0 or more.");
    }
  }

  @Override
  public long getLargeMaxRows() throws SQLException {
    checkOpen();
    return maxRows;
  }

  @Override
  public void setLargeMaxRows(long max) throws SQLException {
    checkOpen();
    checkNotNegative("limit of rows", max);
    maxRows = max;
  }

  @Override
  public int getMaxRows() throws SQLException {
    return (int) Math.min(Integer.MAX_VALUE, getLargeMaxRows());
  }

  @Override
  public void setMaxRows(int max) throws SQLException {
    setLargeMaxRows(max);
  }

  @Override
  public int getMaxFieldSize() throws SQLException {
    checkOpen();
    return maxFieldSize;
  }

  /// Only 0, no limit: a value is never cut off silently.
  @Override
  public void setMaxFieldSize(int max) throws SQLException {
    checkOpen();
    checkNotNegative("limit of a field's size", max);
    if (max != 0) {
      throw SqlErrors.unsupported("Statement.setMaxFieldSize");
    }
    maxFieldSize = max;
  }

  @Override
  public int getFetchSize() throws SQLException {
    checkOpen();
    return fetchSize;
  }

  /// A hint that is kept but not followed: rows come in the engine's batches.
  @Override
  public void setFetchSize(int rows) throws SQLException {
    checkOpen();
    checkNotNegative("fetch size", rows);
    fetchSize = rows;
  }

  @Override
  public int getFetchDirection() throws SQLException {
    checkOpen();
    return ResultSet.FETCH_FORWARD;
  }

  /// A hint; results go forward all the same.
  @Override
  public void setFetchDirection(int direction) throws SQLException {
    checkOpen();
    switch (direction) {
      case ResultSet.FETCH_FORWARD, ResultSet.FETCH_REVERSE, ResultSet.FETCH_UNKNOWN -> {}
      default -> throw SqlErrors.invalidParameter(direction + " is no fetch direction.");
    }
  }

  @Override
  public int getQueryTimeout() throws SQLException {
    checkOpen();
    return queryTimeout;
  }

  @Override
  public void setQueryTimeout(int seconds) throws SQLException {
    checkOpen();
    checkNotNegative("query timeout", seconds);
    queryTimeout = seconds;
  }

  /// Without effect: JDBC's escapes are part of the engine's grammar, where nothing else begins
  /// with a brace.
  @Override
  public void setEscapeProcessing(boolean enable) throws SQLException {
    checkOpen();
  }

  @Override
  public boolean isPoolable() throws SQLException {
    checkOpen();
    return poolable;
  }

  @Override
  public void setPoolable(boolean wanted) throws SQLException {
    checkOpen();
    poolable = wanted;
  }

  @Override
  public int getResultSetType() throws SQLException {
    checkOpen();
    return ResultSet.TYPE_FORWARD_ONLY;
  }

  @Override
  public int getResultSetConcurrency() throws SQLException {
    checkOpen();
    return ResultSet.CONCUR_READ_ONLY;
  }

  @Override
  public int getResultSetHoldability() throws SQLException {
    checkOpen();
    return ResultSet.CLOSE_CURSORS_AT_COMMIT;
  }

  @Override
  public void setCursorName(String name) throws SQLException {
    throw SqlErrors.unsupported("Statement.setCursorName");
  }

  @Override
  public SQLWarning getWarnings() throws SQLException {
    checkOpen();
    return null;
  }

  @Override
  public void clearWarnings() throws SQLException {
    checkOpen();
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
