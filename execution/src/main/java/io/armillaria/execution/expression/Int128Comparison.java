package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;

record Int128Comparison(boolean equal, long flip) implements VectorComparison {
  @Override
  public void compare(ColumnVector left, ColumnVector right, Batch batch, long[] target) {
    Int128Vector a = (Int128Vector) left;
    Int128Vector b = (Int128Vector) right;
    int[] selection = batch.sparse() ? batch.selection() : null;
    int count = selection == null ? batch.rows() : batch.selected();
    for (int k = 0; k < count; k++) {
      int i = selection == null ? k : selection[k];
      boolean holds =
          equal
              ? a.high()[i] == b.high()[i] && a.low()[i] == b.low()[i]
              : a.high()[i] < b.high()[i]
                  || (a.high()[i] == b.high()[i]
                      && Long.compareUnsigned(a.low()[i], b.low()[i]) < 0);
      target[i] = (holds ? 1 : 0) ^ flip;
    }
  }
}
