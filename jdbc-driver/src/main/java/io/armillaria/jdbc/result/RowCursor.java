package io.armillaria.jdbc.result;

import io.armillaria.execution.batch.Batch;
import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.jdbc.value.ColumnAccessor;
import io.armillaria.storage.column.ColumnVector;
import java.sql.SQLException;

/// The place within a result: which batch the accessors are bound to, and which of its rows is the
/// current one.
///
/// `row` is -1 before the first row; a row is current while it lies in `[0, rows)`.
final class RowCursor {
  private final BatchSource source;
  private final ColumnAccessor[] columns;
  private final long limit;

  private ColumnVector[] vectors;
  private int row = -1;
  private int rows;

  /// Rows before the batch in hand, and rows pulled in all.
  private long before;

  private long pulled;

  /// A batch that was looked at already, when `pending` says so; null at the end.
  private boolean pending;

  private Batch ahead;
  private boolean finished;
  private boolean closed;

  /// `limit` is the most rows given, 0 for all.
  RowCursor(BatchSource source, ColumnAccessor[] columns, long limit) {
    this.source = source;
    this.columns = columns;
    this.limit = limit == 0 ? Long.MAX_VALUE : limit;
  }

  boolean next() throws SQLException {
    if (row + 1 < rows) {
      row++;
      return true;
    }
    return nextBatch();
  }

  private boolean nextBatch() throws SQLException {
    checkOpen();
    if (finished) {
      return false;
    }
    Batch batch = lookAhead();
    pending = false;
    ahead = null;
    before += rows;
    if (batch == null) {
      finished = true;
      row = 0;
      rows = 0;
      return false;
    }
    vectors = batch.columns();
    for (int i = 0; i < columns.length; i++) {
      columns[i].bind(vectors[i]);
    }
    row = 0;
    rows = (int) (pulled - before);
    return true;
  }

  /// The batch after the one in hand, whose arrays may be gone then.
  private Batch lookAhead() throws SQLException {
    if (!pending) {
      ahead = pulled < limit ? source.next() : null;
      pending = true;
      if (ahead == null) {
        source.close();
      } else {
        pulled = Math.min(limit, pulled + ahead.rows());
      }
    }
    return ahead;
  }

  /// The accessor of a column of the current row, counted from 1.
  ColumnAccessor column(int number) throws SQLException {
    if (row < 0 || row >= rows) {
      throw noRow();
    }
    if (number < 1 || number > columns.length) {
      throw SqlErrors.of(
          SqlStates.INVALID_PARAMETER_INDEX,
          "Column "
              + number
              + " does not exist; the result has columns 1 to "
              + columns.length
              + ".");
    }
    return columns[number - 1];
  }

  int row() {
    return row;
  }

  /// The current row's number from 1; 0 when there is none.
  long rowNumber() {
    return onRow() ? before + row + 1 : 0;
  }

  boolean isBeforeFirst() throws SQLException {
    checkOpen();
    return row < 0 && lookAhead() != null;
  }

  boolean isAfterLast() throws SQLException {
    checkOpen();
    return finished && before > 0;
  }

  boolean isLast() throws SQLException {
    checkOpen();
    if (!onRow() || row < rows - 1) {
      return false;
    }
    if (!pending) {
      keepCurrentRow();
    }
    return lookAhead() == null;
  }

  void checkOpen() throws SQLException {
    if (closed) {
      throw SqlErrors.of(SqlStates.INVALID_CURSOR_STATE, "The result set is closed.");
    }
  }

  boolean isClosed() {
    return closed;
  }

  void close() throws SQLException {
    closed = true;
    row = 0;
    rows = 0;
    source.close();
  }

  private boolean onRow() {
    return row >= 0 && row < rows;
  }

  private void keepCurrentRow() {
    for (int i = 0; i < columns.length; i++) {
      columns[i].bind(RowCopy.of(vectors[i], row));
    }
    before += row;
    row = 0;
    rows = 1;
  }

  private SQLException noRow() throws SQLException {
    checkOpen();
    return SqlErrors.of(
        SqlStates.INVALID_CURSOR_STATE,
        row < 0
            ? "The result set is before its first row; call next() first."
            : "The result set is after its last row.");
  }
}
