package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// ARG_MIN and ARG_MAX: the first argument's value where the second one is least or greatest; of
/// several such values the least. Rows with a NULL in either are left out.
final class ExtremeRowAccumulator implements CombinableAccumulator {
  private final boolean greatest;
  private final GroupValues values;
  private final GroupValues keys;

  ExtremeRowAccumulator(boolean greatest, List<DataType> arguments) {
    this.greatest = greatest;
    values = new GroupValues(arguments.get(0).layout());
    keys = new GroupValues(arguments.get(1).layout());
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      offer(groups[i], arguments[0], arguments[1], i);
    }
  }

  @Override
  public void combine(Accumulator other, int[] from, int[] to, int pairs, int count) {
    reserve(count);
    ExtremeRowAccumulator source = (ExtremeRowAccumulator) other;
    int size = 0;
    for (int i = 0; i < pairs; i++) {
      size = Math.max(size, from[i] + 1);
    }
    ColumnVector sourceValues = source.values.vector(size);
    ColumnVector sourceKeys = source.keys.vector(size);
    for (int i = 0; i < pairs; i++) {
      if (!sourceKeys.isNull(from[i])) {
        offer(to[i], sourceValues, sourceKeys, from[i]);
      }
    }
  }

  @Override
  public long bytes(int groups) {
    return values.bytes(groups) + keys.bytes(groups);
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    return values.vector(count);
  }

  private void offer(int group, ColumnVector value, ColumnVector key, int row) {
    if (value.isNull(row) || key.isNull(row)) {
      return;
    }
    int order = keys.present(group) ? keys.compare(key, row, group) : 1;
    boolean first = !keys.present(group);
    boolean better = greatest ? order > 0 : order < 0;
    if (first || better || (order == 0 && values.compare(value, row, group) < 0)) {
      keys.set(group, key, row);
      values.set(group, value, row);
    }
  }

  private void reserve(int count) {
    values.reserve(count);
    keys.reserve(count);
  }
}
