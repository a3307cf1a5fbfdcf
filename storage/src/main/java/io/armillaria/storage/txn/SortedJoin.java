package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.RowOrder;

/// Finds the keys that two sorted sets of rows share.
final class SortedJoin {
  private SortedJoin() {}

  interface Match {
    void accept(int leftRow, int rightRow);
  }

  /// Both ascend, with no key twice.
  static void run(
      ColumnVector[] left, int leftRows, ColumnVector[] right, int rightRows, Match match) {
    int i = 0;
    int j = 0;
    while (i < leftRows && j < rightRows) {
      int order = RowOrder.compare(left, i, right, j);
      if (order == 0) {
        match.accept(i++, j++);
      } else if (order < 0) {
        i = skip(left, i, leftRows, right, j);
      } else {
        j = skip(right, j, rightRows, left, i);
      }
    }
  }

  /// The first row after `from`, whose key is smaller than the other's, that is not: found in steps
  /// that double.
  private static int skip(
      ColumnVector[] rows, int from, int count, ColumnVector[] other, int otherRow) {
    int below = from;
    int step = 1;
    while (below + step < count && RowOrder.compare(rows, below + step, other, otherRow) < 0) {
      below += step;
      step *= 2;
    }
    int end = Math.min(count, below + step);
    while (end - below > 1) {
      int middle = (below + end) >>> 1;
      if (RowOrder.compare(rows, middle, other, otherRow) < 0) {
        below = middle;
      } else {
        end = middle;
      }
    }
    return end;
  }
}
