package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// Branch-free, so that the loops are vectorised.
///
/// @param flip 1 turns EQUAL into NOT_EQUAL and LESS into GREATER_OR_EQUAL
/// @param narrow whether the difference of any two values fits a long
record LongComparison(boolean equal, long flip, boolean narrow) implements VectorComparison {
  @Override
  public void compare(ColumnVector left, ColumnVector right, Batch batch, long[] target) {
    long[] a = ((LongVector) left).values();
    long[] b = ((LongVector) right).values();
    if (batch.sparse()) {
      sparse(a, b, batch.selection(), batch.selected(), target);
    } else if (equal) {
      equal(a, b, batch.rows(), flip, target);
    } else if (narrow) {
      lessNarrow(a, b, batch.rows(), flip, target);
    } else {
      less(a, b, batch.rows(), flip, target);
    }
  }

  private void sparse(long[] a, long[] b, int[] selection, int selected, long[] target) {
    if (equal) {
      for (int k = 0; k < selected; k++) {
        int i = selection[k];
        target[i] = (a[i] == b[i] ? 1 : 0) ^ flip;
      }
    } else {
      for (int k = 0; k < selected; k++) {
        int i = selection[k];
        target[i] = (a[i] < b[i] ? 1 : 0) ^ flip;
      }
    }
  }

  private static void equal(long[] a, long[] b, int rows, long flip, long[] target) {
    long same = flip ^ 1;
    for (int i = 0; i < rows; i++) {
      long difference = a[i] ^ b[i];
      target[i] = ((difference | -difference) >>> 63) ^ same;
    }
  }

  private static void less(long[] a, long[] b, int rows, long flip, long[] target) {
    for (int i = 0; i < rows; i++) {
      long x = a[i];
      long y = b[i];
      target[i] = (((x & ~y) | (~(x ^ y) & (x - y))) >>> 63) ^ flip;
    }
  }

  private static void lessNarrow(long[] a, long[] b, int rows, long flip, long[] target) {
    for (int i = 0; i < rows; i++) {
      target[i] = ((a[i] - b[i]) >>> 63) ^ flip;
    }
  }
}
