package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;

/// SINGLE_VALUE, which refuses a second row, and ANY_VALUE, which takes the first value it meets.
final class PickAccumulator implements Accumulator {
  private final boolean single;
  private final GroupValues values;
  private boolean[] taken = new boolean[1];

  PickAccumulator(boolean single, DataType.Layout layout) {
    this.single = single;
    this.values = new GroupValues(layout);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    int[] selection = batch.selection();
    boolean[] nulls = single ? null : arguments[0].nulls();
    for (int k = 0; k < batch.selected(); k++) {
      int i = selection == null ? k : selection[k];
      if ((single || !taken[groups[i]]) && (nulls == null || !nulls[i])) {
        take(groups[i], arguments[0], i);
      }
    }
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    reserve(count);
    PickAccumulator from = (PickAccumulator) other;
    ColumnVector column = from.values.vector(target.length);
    for (int i = 0; i < target.length && i < from.taken.length; i++) {
      if (target[i] >= 0 && from.taken[i]) {
        take(target[i], column, i);
      }
    }
  }

  @Override
  public long bytes(int groups) {
    return values.bytes(groups) + 2L * groups;
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    return values.vector(count);
  }

  private void take(int group, ColumnVector from, int row) {
    if (taken[group]) {
      if (single) {
        throw new Failure.Cardinality("A scalar subquery gave more than one row.").raise();
      }
      return;
    }
    taken[group] = true;
    if (!from.isNull(row)) {
      values.set(group, from, row);
    }
  }

  private void reserve(int count) {
    values.reserve(count);
    if (count > taken.length) {
      taken = Arrays.copyOf(taken, Math.max(count, taken.length * 2));
    }
  }
}
