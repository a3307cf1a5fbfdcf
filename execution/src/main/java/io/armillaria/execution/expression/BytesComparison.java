package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;

/// By unsigned bytes.
record BytesComparison(boolean equal, long flip) implements VectorComparison {
  @Override
  public void compare(ColumnVector left, ColumnVector right, Batch batch, long[] target) {
    BytesVector a = (BytesVector) left;
    BytesVector b = (BytesVector) right;
    int[] selection = batch.selection();
    for (int k = 0; k < batch.selected(); k++) {
      int i = selection == null ? k : selection[k];
      if (!a.isNull(i) && !b.isNull(i)) {
        target[i] = (holds(a, b, i) ? 1 : 0) ^ flip;
      }
    }
  }

  private boolean holds(BytesVector a, BytesVector b, int row) {
    int x = a.starts()[row];
    int y = b.starts()[row];
    int xEnd = x + a.lengths()[row];
    int yEnd = y + b.lengths()[row];
    return equal
        ? Arrays.equals(a.data(), x, xEnd, b.data(), y, yEnd)
        : Arrays.compareUnsigned(a.data(), x, xEnd, b.data(), y, yEnd) < 0;
  }
}
