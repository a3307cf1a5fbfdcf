package io.armillaria.storage.lock;

import io.armillaria.storage.table.TableId;
import java.util.Arrays;

/// What can be locked. Branches are named as stored.
public sealed interface LockName {
  /// One row, by its key.
  record Row(Table table, byte[] key) implements LockName {
    @Override
    public boolean equals(Object other) {
      return other instanceof Row row && table.equals(row.table) && Arrays.equals(key, row.key);
    }

    @Override
    public int hashCode() {
      return 31 * table.hashCode() + Arrays.hashCode(key);
    }
  }

  /// All rows of a table, those that come included, and its definition.
  record Table(String branch, TableId table) implements LockName {}

  /// The name of a table that is about to be.
  record Name(String branch, String name) implements LockName {}

  /// Everything that a prepared transaction keeps others from.
  record Prepared(String id) implements LockName {}
}
