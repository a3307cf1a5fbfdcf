package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;

/// Collects what one statement writes to one table of a transaction. Nothing is visible, even to
/// the transaction itself, before [#finish]: that applies all of it, deletes before inserts, or
/// throws and applies nothing. A writer that is closed without finish has no effect. Not thread
/// safe.
///
/// Addresses are those of the snapshot [#base]; the vectors are copied.
public interface TableWriter extends AutoCloseable {
  /// The transaction's snapshot of the table when the statement began.
  io.armillaria.storage.table.TableSnapshot base();

  /// Adds rows; one vector for each column of the schema, in its order.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException NotNullViolation
  void insert(ColumnVector[] columns, int rows);

  /// Gives the addressed rows new values in the columns named by their ordinals; the others stay.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException NotNullViolation
  void update(long[] addresses, int rows, int[] ordinals, ColumnVector[] values);

  void delete(long[] addresses, int rows);

  /// Applies the statement.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UniqueViolation, and nothing is
  ///   applied
  void finish();

  @Override
  void close();
}
