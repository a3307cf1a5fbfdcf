package io.armillaria.storage.txn;

import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.TableSchema;

/// Says whether rows meet the CHECK constraints of their table. Comes from the layer that knows
/// SQL; asked for every row that is added or changed, whoever does it. Safe for many threads.
public interface RowChecks {
  /// For a database whose tables have no such constraints.
  RowChecks NONE =
      (table, schema, rows) -> {
        throw new IllegalStateException(
            table + " has CHECK constraints, but nobody knows how to check them");
      };

  /// @param table the table's name, for messages
  /// @param rows with all stored columns of `schema`
  /// @throws io.armillaria.storage.failure.DatabaseException CheckViolation for a condition that is
  ///   FALSE, and whatever else computing it raises
  void check(String table, TableSchema schema, RowBlock rows);
}
