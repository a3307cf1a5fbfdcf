package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// Counts rows in which no argument is NULL.
final class CountAccumulator implements Accumulator {
  private long[] counts = new long[1];

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    boolean nullable = false;
    for (ColumnVector argument : arguments) {
      nullable |= argument.nulls() != null;
    }
    int[] selection = batch.selection();
    if (count == 1 && !nullable) {
      counts[0] += batch.selected();
    } else if (selection == null && !nullable) {
      for (int i = 0; i < batch.rows(); i++) {
        counts[groups[i]]++;
      }
    } else {
      for (int k = 0; k < batch.selected(); k++) {
        int i = selection == null ? k : selection[k];
        counts[groups[i]] += present(arguments, i) ? 1 : 0;
      }
    }
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    reserve(count);
    long[] from = ((CountAccumulator) other).counts;
    for (int i = 0; i < target.length && i < from.length; i++) {
      counts[target[i]] += from[i];
    }
  }

  @Override
  public ColumnVector result(int count) {
    reserve(count);
    return new LongVector(counts, null);
  }

  private void reserve(int count) {
    if (count > counts.length) {
      counts = Arrays.copyOf(counts, Math.max(count, counts.length * 2));
    }
  }

  private static boolean present(ColumnVector[] arguments, int row) {
    for (ColumnVector argument : arguments) {
      if (argument.isNull(row)) {
        return false;
      }
    }
    return true;
  }
}
