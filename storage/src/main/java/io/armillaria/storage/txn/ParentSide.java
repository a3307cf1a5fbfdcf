package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.RowBlock;

/// A foreign key that refers to a table which a statement writes: rows that refer to what goes have
/// to be dealt with.
final class ParentSide {
  private final ForeignKeyEnds ends;
  private final StatementScope scope;
  private final ReferencedKeys deleted;
  private final ReferencedKeys updated;
  private KeySearch child;

  ParentSide(ForeignKeyEnds ends, StatementScope scope) {
    this.ends = ends;
    this.scope = scope;
    this.deleted = new ReferencedKeys(ends, false);
    this.updated = new ReferencedKeys(ends, true);
  }

  void deleted(RowBlock before) {
    ColumnVector[] values = ends.parentValues(before);
    for (int row = 0; row < before.rows(); row++) {
      deleted.add(values, null, row, child());
    }
  }

  void updated(RowBlock before, RowBlock after) {
    ColumnVector[] old = ends.parentValues(before);
    ColumnVector[] values = ends.parentValues(after);
    for (int row = 0; row < before.rows(); row++) {
      for (int i = 0; i < old.length; i++) {
        if (!ColumnVectors.same(old[i], row, values[i], row)) {
          updated.add(old, values, row, child());
          break;
        }
      }
    }
  }

  void finish() {
    scope.act(deleted);
    scope.act(updated);
  }

  private KeySearch child() {
    if (child == null) {
      child = scope.tables().table(ends.searchedChild()).search();
    }
    return child;
  }
}
