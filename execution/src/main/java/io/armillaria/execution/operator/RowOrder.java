package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Doubles;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;
import java.util.List;

/// Compares rows of a set by sort keys.
final class RowOrder {
  private interface ValueOrder {
    int compare(int a, int b);
  }

  private final ValueOrder[] orders;
  private final boolean[][] nulls;
  private final int[] signs;
  private final int[] nullSigns;

  RowOrder(ColumnVector[] columns, List<SortKey> keys) {
    orders = keys.stream().map(key -> order(columns[key.column()])).toArray(ValueOrder[]::new);
    nulls = keys.stream().map(key -> columns[key.column()].nulls()).toArray(boolean[][]::new);
    signs = keys.stream().mapToInt(key -> key.descending() ? -1 : 1).toArray();
    nullSigns = keys.stream().mapToInt(key -> key.nullsFirst() ? -1 : 1).toArray();
  }

  int compare(int a, int b) {
    for (int key = 0; key < orders.length; key++) {
      boolean[] flags = nulls[key];
      if (flags != null && (flags[a] || flags[b])) {
        if (flags[a] != flags[b]) {
          return flags[a] ? nullSigns[key] : -nullSigns[key];
        }
        continue;
      }
      int order = orders[key].compare(a, b);
      if (order != 0) {
        return signs[key] < 0 ? -order : order;
      }
    }
    return 0;
  }

  /// Compares a value of one column with one of another of the same layout; neither is NULL. Never
  /// gives MIN_VALUE, so the sign can be turned.
  static int compare(ColumnVector left, int a, ColumnVector right, int b) {
    return switch (left) {
      case LongVector v -> Long.compare(v.values()[a], ((LongVector) right).values()[b]);
      case DoubleVector v -> Doubles.compare(v.values()[a], ((DoubleVector) right).values()[b]);
      case Int128Vector v -> {
        Int128Vector w = (Int128Vector) right;
        int high = Long.compare(v.high()[a], w.high()[b]);
        yield high != 0 ? high : Long.compareUnsigned(v.low()[a], w.low()[b]);
      }
      case BytesVector v -> {
        BytesVector w = (BytesVector) right;
        int x = v.starts()[a];
        int y = w.starts()[b];
        yield Arrays.compareUnsigned(
            v.data(), x, x + v.lengths()[a], w.data(), y, y + w.lengths()[b]);
      }
    };
  }

  private static ValueOrder order(ColumnVector column) {
    return switch (column) {
      case LongVector v -> (a, b) -> Long.compare(v.values()[a], v.values()[b]);
      case DoubleVector v -> (a, b) -> Doubles.compare(v.values()[a], v.values()[b]);
      case Int128Vector v ->
          (a, b) -> {
            int high = Long.compare(v.high()[a], v.high()[b]);
            return high != 0 ? high : Long.compareUnsigned(v.low()[a], v.low()[b]);
          };
      case BytesVector v ->
          (a, b) -> {
            int x = v.starts()[a];
            int y = v.starts()[b];
            // compareUnsigned of lengths never gives MIN_VALUE, so the sign can be turned
            return Arrays.compareUnsigned(
                v.data(), x, x + v.lengths()[a], v.data(), y, y + v.lengths()[b]);
          };
    };
  }
}
