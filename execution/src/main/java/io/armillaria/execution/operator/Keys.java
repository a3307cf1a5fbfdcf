package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Picks key columns.
final class Keys {
  private Keys() {}

  static int[] array(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  static ColumnVector[] of(ColumnVector[] columns, int[] places) {
    return Arrays.stream(places).mapToObj(place -> columns[place]).toArray(ColumnVector[]::new);
  }

  /// The keys that have NULLs, for which NULL equals nothing.
  static ColumnVector[] excluded(ColumnVector[] keys, boolean[] nullSafe) {
    return IntStream.range(0, keys.length)
        .filter(i -> !nullSafe[i] && keys[i].nulls() != null)
        .mapToObj(i -> keys[i])
        .toArray(ColumnVector[]::new);
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
