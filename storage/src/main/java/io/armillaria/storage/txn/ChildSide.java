package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.RowBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A foreign key of a table that a statement writes: new rows need their parents. One that is there
/// already is enough, unless the table refers to itself: the same statement may take it away.
final class ChildSide {
  private static final int KNOWN_KEYS = 1 << 14;

  private final ForeignKeyEnds ends;
  private final StatementScope scope;
  private final Set<DraftRows.Key> present = new HashSet<>();
  private final List<ForeignKeyCheck> missing = new ArrayList<>();
  private KeySearch parent;

  ChildSide(ForeignKeyEnds ends, StatementScope scope) {
    this.ends = ends;
    this.scope = scope;
  }

  void inserted(RowBlock after) {
    ColumnVector[] values = ends.childValues(after);
    for (int row = 0; row < after.rows(); row++) {
      add(values, row);
    }
  }

  void updated(RowBlock before, RowBlock after) {
    ColumnVector[] old = ends.childValues(before);
    ColumnVector[] values = ends.childValues(after);
    for (int row = 0; row < after.rows(); row++) {
      for (int i = 0; i < values.length; i++) {
        if (!ColumnVectors.same(old[i], row, values[i], row)) {
          add(values, row);
          break;
        }
      }
    }
  }

  private void add(ColumnVector[] values, int row) {
    if (ForeignKeyEnds.free(values, row)) {
      return;
    }
    byte[] key = ends.parentKey(values, row);
    if (present.contains(new DraftRows.Key(key))) {
      return;
    }
    if (parent == null) {
      parent = scope.tables().table(ends.searchedParent()).search();
    }
    if (ends.selfish() || parent.find(key) < 0) {
      missing.add(new ForeignKeyCheck(ends, key, ends.childKey(values, row), true));
    } else if (present.size() < KNOWN_KEYS) {
      present.add(new DraftRows.Key(key));
    }
  }

  void finish() {
    scope.checkLater(missing);
  }
}
