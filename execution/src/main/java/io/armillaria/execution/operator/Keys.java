package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;

/// Picks key columns.
final class Keys {
  private Keys() {}

  static int[] array(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  static ColumnVector[] of(ColumnVector[] columns, int[] places) {
    ColumnVector[] keys = new ColumnVector[places.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = columns[places[i]];
    }
    return keys;
  }

  /// The keys that have NULLs, for which NULL equals nothing.
  static ColumnVector[] excluded(ColumnVector[] keys, boolean[] nullSafe) {
    int count = 0;
    ColumnVector[] excluded = new ColumnVector[keys.length];
    for (int i = 0; i < keys.length; i++) {
      if (!nullSafe[i] && keys[i].nulls() != null) {
        excluded[count++] = keys[i];
      }
    }
    return Arrays.copyOf(excluded, count);
  }

  static boolean anyNull(ColumnVector[] columns, int row) {
    for (ColumnVector column : columns) {
      if (column.nulls()[row]) {
        return true;
      }
    }
    return false;
  }
}
