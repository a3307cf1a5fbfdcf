package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.DoubleReader;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;

/// SUM, SUM0 and AVG into REAL or DOUBLE.
final class DoubleSumAccumulator implements CombinableAccumulator {
  private final DoubleReader reader;
  private final Presence presence;
  private double[] sums = new double[1];
  private DoubleLanes lanes;

  DoubleSumAccumulator(DataType input, Presence rows) {
    this.reader = new DoubleReader(input);
    this.presence = new Presence(rows);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    presence.add(batch, arguments[0].nulls(), groups, count);
    double[] values = reader.read(arguments[0], batch);
    int[] selection = batch.selection();
    int selected = batch.selected();
    if (arguments[0].nulls() != null) {
      addPresent(values, arguments[0].nulls(), groups, selection, selected, sums);
    } else if (sums.length <= SumLanes.GROUPS) {
      if (lanes == null) {
        lanes = new DoubleLanes();
      }
      lanes.add(values, groups, selection, selected, sums);
    } else {
      add(values, groups, selection, selected, sums);
    }
  }

  private static void add(
      double[] values, int[] groups, int[] selection, int selected, double[] sums) {
    for (int k = 0; k < selected; k++) {
      int i = selection == null ? k : selection[k];
      sums[groups[i]] += values[i];
    }
  }

  private static void addPresent(
      double[] values,
      boolean[] nulls,
      int[] groups,
      int[] selection,
      int selected,
      double[] sums) {
    for (int k = 0; k < selected; k++) {
      int i = selection == null ? k : selection[k];
      if (!nulls[i]) {
        sums[groups[i]] += values[i];
      }
    }
  }

  @Override
  public void combine(Accumulator other, int[] from, int[] to, int pairs, int count) {
    reserve(count);
    DoubleSumAccumulator source = (DoubleSumAccumulator) other;
    presence.combine(source.presence, from, to, pairs, count);
    for (int i = 0; i < pairs; i++) {
      if (from[i] < source.sums.length) {
        sums[to[i]] += source.sums[from[i]];
      }
    }
  }

  @Override
  public long bytes(int groups) {
    return 2L * Double.BYTES * groups + presence.bytes(groups);
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    reserve(count);
    double[] results = new double[count];
    for (int i = 0; i < count; i++) {
      if (presence.count(i) > 0) {
        double value =
            call.function() == AggregateFunction.AVG ? sums[i] / presence.count(i) : sums[i];
        results[i] = call.type() == DataType.Plain.REAL ? (float) value : value;
      }
    }
    return new DoubleVector(
        results, call.function() == AggregateFunction.SUM0 ? null : presence.absent(count));
  }

  private void reserve(int count) {
    if (count > sums.length) {
      sums = Arrays.copyOf(sums, Math.max(count, sums.length * 2));
    }
  }
}
