package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.KeyPath;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.List;

/// A foreign key with the ways to the rows at both its ends.
///
/// @param parentPath an exact one
record ForeignKeyEnds(
    Constraint.ForeignKey key, TableId child, KeyPath childPath, KeyPath parentPath) {
  static ForeignKeyEnds of(
      Constraint.ForeignKey key, TableId child, TableSchema childSchema, TableSchema parent) {
    return new ForeignKeyEnds(
        key,
        child,
        KeyPath.of(childSchema, key.columns()).orElseThrow(() -> broken(key)),
        KeyPath.unique(parent, key.parentColumns()).orElseThrow(() -> broken(key)));
  }

  private static RuntimeException broken(Constraint.ForeignKey key) {
    return new Failure.Internal("The foreign key " + key.name() + " has lost an index.").raise();
  }

  /// Whether the table refers to itself.
  boolean selfish() {
    return child.equals(key.parent());
  }

  /// The hidden table, or the child itself, in which referring rows are found.
  TableId searchedChild() {
    return childPath.searched(child);
  }

  TableId searchedParent() {
    return parentPath.searched(key.parent());
  }

  /// The values of the child's rows, in the order of the foreign key's columns.
  ColumnVector[] childValues(RowBlock rows) {
    return values(rows, key.columns());
  }

  ColumnVector[] parentValues(RowBlock rows) {
    return values(rows, key.parentColumns());
  }

  private static ColumnVector[] values(RowBlock rows, List<Integer> ids) {
    return ids.stream()
        .map(id -> rows.vectors().get(rows.ordinalOfId(id)))
        .toArray(ColumnVector[]::new);
  }

  /// The key of the parent that values, in the foreign key's order, name.
  byte[] parentKey(ColumnVector[] values, int row) {
    return parentPath.key(key.parentColumns(), values, row);
  }

  /// What the keys of rows with these values begin with in [#searchedChild].
  byte[] childKey(ColumnVector[] values, int row) {
    return childPath.key(key.columns(), values, row);
  }

  /// Whether values refer to nothing.
  static boolean free(ColumnVector[] values, int row) {
    for (ColumnVector value : values) {
      if (value.isNull(row)) {
        return true;
      }
    }
    return false;
  }
}
