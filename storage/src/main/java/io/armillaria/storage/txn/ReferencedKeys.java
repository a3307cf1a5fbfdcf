package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.KeySearch;
import java.util.ArrayList;
import java.util.List;

/// Keys of a parent that a statement takes away while rows of one child refer to them, with what
/// the parent's rows have there now.
final class ReferencedKeys {
  private final ForeignKeyEnds ends;
  private final boolean update;
  private final List<byte[]> parentKeys = new ArrayList<>();
  private final List<byte[]> childKeys = new ArrayList<>();
  private final List<VectorBuilder> values = new ArrayList<>();

  /// @param update whether the rows get other keys, not go away
  ReferencedKeys(ForeignKeyEnds ends, boolean update) {
    this.ends = ends;
    this.update = update;
  }

  ForeignKeyEnds ends() {
    return ends;
  }

  boolean update() {
    return update;
  }

  int count() {
    return childKeys.size();
  }

  byte[] childKey(int i) {
    return childKeys.get(i);
  }

  ForeignKeyCheck check(int i) {
    return new ForeignKeyCheck(ends, parentKeys.get(i), childKeys.get(i), false);
  }

  /// The parents' new values in the foreign key's order; of updates only.
  List<VectorBuilder> values() {
    return values;
  }

  /// Remembers the key of row `row` of `before` if some row refers to it, or if the table refers to
  /// itself: then rows of the same statement may come to.
  ///
  /// @param after new values; null when the row goes away
  void add(ColumnVector[] before, ColumnVector[] after, int row, KeySearch child) {
    if (ForeignKeyEnds.free(before, row)) {
      return;
    }
    byte[] childKey = ends.childKey(before, row);
    if (!ends.selfish() && !ends.childPath().any(child, childKey)) {
      return;
    }
    parentKeys.add(ends.parentKey(before, row));
    childKeys.add(childKey);
    for (int i = 0; update && i < after.length; i++) {
      if (values.size() == i) {
        values.add(VectorBuilder.of(ColumnVectors.layout(after[i]), 4));
      }
      values.get(i).appendFrom(after[i], row);
    }
  }
}
