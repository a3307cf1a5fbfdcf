package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;

/// MIN and MAX of values of layout INT128 or BYTES.
final class ExtremeAccumulator implements Accumulator {
  private final boolean greatest;
  private final GroupValues values;

  ExtremeAccumulator(boolean greatest, DataType.Layout layout) {
    this.greatest = greatest;
    this.values = new GroupValues(layout);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    values.reserve(count);
    ColumnVector argument = arguments[0];
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (!argument.isNull(i)) {
        offer(groups[i], argument, i);
      }
    }
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    values.reserve(count);
    ColumnVector from = ((ExtremeAccumulator) other).values.vector(target.length);
    for (int i = 0; i < target.length; i++) {
      if (target[i] >= 0 && !from.isNull(i)) {
        offer(target[i], from, i);
      }
    }
  }

  @Override
  public long bytes(int groups) {
    return values.bytes(groups);
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    return values.vector(count);
  }

  private void offer(int group, ColumnVector from, int row) {
    if (!values.present(group) || better(from, row, group)) {
      values.set(group, from, row);
    }
  }

  private boolean better(ColumnVector from, int row, int group) {
    int order = values.compare(from, row, group);
    return greatest ? order > 0 : order < 0;
  }
}
