package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.SortedRows;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// The changes of a transaction that is not committed, on top of a head of its branch.
record ChangeSet(Commit head, Map<TableId, Change> changes) {
  /// As the transaction leaves it; empty where there is no such table then.
  Optional<TableSchema> schema(TableId table) {
    Change change = changes.get(table);
    if (change != null && change.dropped()) {
      return Optional.empty();
    }
    Optional<TableSchema> defined =
        change == null ? Optional.empty() : change.definition().map(Change.Definition::schema);
    return defined.or(
        () -> head.table(table).filter(each -> !each.dropped()).map(TableVersion::schema));
  }

  /// The keys of a table that is changed and not dropped.
  ChangedKeys keys(TableId table) {
    return new ChangedKeys(changes.get(table), RowId.keyColumns(schema(table).orElseThrow()));
  }

  /// Whether the rows of these changes refer to a parent that the other changes take away.
  boolean refersToGone(ChangeSet other) {
    for (TableId table : changes.keySet()) {
      Optional<TableSchema> schema = schema(table).filter(each -> !each.hidden());
      if (schema.isPresent()) {
        for (Constraint.ForeignKey key : schema.get().foreignKeys()) {
          Optional<TableSchema> parent = schema(key.parent());
          if (parent.isPresent()
              && refersToGone(
                  ForeignKeyEnds.of(key, table, schema.get(), parent.get()), schema.get(), other)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private boolean refersToGone(ForeignKeyEnds ends, TableSchema child, ChangeSet other) {
    Change mine = changes.get(ends.searchedChild());
    Change theirs = other.changes.get(ends.searchedParent());
    if (mine == null || theirs == null) {
      return false;
    }
    if (theirs.changesTable()) {
      return true;
    }
    Predicate<byte[]> gone = other.keys(ends.searchedParent())::takesAway;
    for (Change.Upserts upserts : mine.upserts()) {
      SortedRows rows = upserts.rows();
      ColumnVector[] values = PathValues.of(rows, ends.childPath(), child, ends.key().columns());
      for (int row = 0; row < rows.rows(); row++) {
        if (!ForeignKeyEnds.free(values, row) && gone.test(ends.parentKey(values, row))) {
          return true;
        }
      }
    }
    return false;
  }
}
