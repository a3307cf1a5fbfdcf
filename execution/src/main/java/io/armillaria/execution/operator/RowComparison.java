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

/// Compares rows of different batches by sort keys.
record RowComparison(List<SortKey> keys) {
  int compare(ColumnVector[] left, int a, ColumnVector[] right, int b) {
    for (SortKey key : keys) {
      ColumnVector x = left[key.column()];
      ColumnVector y = right[key.column()];
      boolean xNull = x.isNull(a);
      boolean yNull = y.isNull(b);
      if (xNull || yNull) {
        if (xNull != yNull) {
          return xNull == key.nullsFirst() ? -1 : 1;
        }
        continue;
      }
      int order = compare(x, a, y, b);
      if (order != 0) {
        return key.descending() ? -order : order;
      }
    }
    return 0;
  }

  // no case gives MIN_VALUE, so the sign can be turned
  private static int compare(ColumnVector left, int a, ColumnVector right, int b) {
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
}
