package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;

/// NaN equals NaN and is above all other values; the two zeros are equal.
record DoubleComparison(boolean equal, long flip) implements VectorComparison {
  @Override
  public void compare(ColumnVector left, ColumnVector right, Batch batch, long[] target) {
    double[] a = ((DoubleVector) left).values();
    double[] b = ((DoubleVector) right).values();
    int[] selection = batch.sparse() ? batch.selection() : null;
    int count = selection == null ? batch.rows() : batch.selected();
    if (equal) {
      for (int k = 0; k < count; k++) {
        int i = selection == null ? k : selection[k];
        target[i] = (Doubles.equal(a[i], b[i]) ? 1 : 0) ^ flip;
      }
    } else {
      for (int k = 0; k < count; k++) {
        int i = selection == null ? k : selection[k];
        target[i] = (Doubles.less(a[i], b[i]) ? 1 : 0) ^ flip;
      }
    }
  }
}
