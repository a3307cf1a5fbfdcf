package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;

/// Computes the defaults of columns, for foreign keys that set them. Comes from the layer that
/// knows SQL. Safe for many threads.
public interface DefaultValues {
  /// For a database whose tables have no such foreign keys.
  DefaultValues NONE =
      (transaction, column) -> {
        throw new Failure.Internal("Nobody knows the default of column " + column.name() + ".")
            .raise();
      };

  /// The value that a row written now takes for a column that has a default: a Long, Double,
  /// BigInteger or byte[] by the layout of its type, or null for NULL.
  ///
  /// @param transaction the one that writes
  Object of(Transaction transaction, Column column);
}
