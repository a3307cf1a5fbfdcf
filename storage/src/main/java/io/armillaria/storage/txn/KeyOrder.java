package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.RowOrder;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.agrona.collections.IntArrayList;

/// The order by key of rows that come in no order. The newest are looked through; they are sorted
/// in when they are an eighth of all. Not thread safe.
final class KeyOrder {
  private static final int FEW = 256;

  private int[] sorted = {};

  /// Those of the first `count` of `rows` rows whose keys are at least `from` and less than `to`.
  int[] within(
      KeyReader keys, ColumnVector[] vectors, int rows, byte[] from, byte[] to, int count) {
    if (rows - sorted.length > Math.max(FEW, rows / 8)) {
      int[] all = IntStream.range(0, rows).toArray();
      System.arraycopy(sorted, 0, all, 0, sorted.length);
      RowOrder.sort(vectors, all);
      sorted = all;
    }
    IntArrayList found = new IntArrayList();
    for (int i = place(keys, from); i < sorted.length; i++) {
      if (to != null && keys.compareAt(sorted[i], to) >= 0) {
        break;
      }
      if (sorted[i] < count) {
        found.addInt(sorted[i]);
      }
    }
    for (int row = sorted.length; row < count; row++) {
      if (keys.compareAt(row, from) >= 0 && (to == null || keys.compareAt(row, to) < 0)) {
        found.addInt(row);
      }
    }
    return Arrays.copyOf(found.toIntArray(), found.size());
  }

  /// Where the first row lies whose key is not below this one.
  private int place(KeyReader keys, byte[] key) {
    int from = 0;
    int to = sorted.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (keys.compareAt(sorted[middle], key) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
