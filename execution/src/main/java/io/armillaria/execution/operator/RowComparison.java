package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.ColumnVector;
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
      int order = RowOrder.compare(x, a, y, b);
      if (order != 0) {
        return key.descending() ? -order : order;
      }
    }
    return 0;
  }
}
