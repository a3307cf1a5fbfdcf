package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import java.util.Arrays;

/// MIN and MAX of values of layout DOUBLE. NaN is above all other values, so a group without a
/// value has NaN as its least, and minus infinity as its greatest.
final class DoubleExtremeAccumulator implements Accumulator {
  private final boolean greatest;
  private final double none;
  private final Presence presence;
  private double[] extremes;

  DoubleExtremeAccumulator(boolean greatest, Presence rows) {
    this.greatest = greatest;
    this.none = greatest ? Double.NEGATIVE_INFINITY : Double.NaN;
    this.presence = new Presence(rows);
    this.extremes = new double[] {none};
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    DoubleVector argument = (DoubleVector) arguments[0];
    boolean[] nulls = argument.nulls();
    int[] selection = batch.selection();
    presence.add(batch, nulls, groups, count);
    if (nulls != null) {
      for (int k = 0; k < batch.selected(); k++) {
        int i = selection == null ? k : selection[k];
        if (!nulls[i]) {
          offer(groups[i], argument.values()[i]);
        }
      }
    } else if (greatest) {
      raise(argument.values(), groups, selection, batch.selected(), extremes);
    } else {
      lower(argument.values(), groups, selection, batch.selected(), extremes);
    }
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    reserve(count);
    DoubleExtremeAccumulator from = (DoubleExtremeAccumulator) other;
    presence.merge(from.presence, target, count);
    for (int i = 0; i < target.length && i < from.extremes.length; i++) {
      if (target[i] >= 0) {
        offer(target[i], from.extremes[i]);
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
    boolean[] absent = presence.absent(count);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = absent != null && absent[i] ? 0 : extremes[i];
    }
    return new DoubleVector(values, absent);
  }

  private void offer(int group, double value) {
    if (greatest ? above(value, extremes[group]) : below(value, extremes[group])) {
      extremes[group] = value;
    }
  }

  private static boolean above(double value, double extreme) {
    return !(value <= extreme) && !Double.isNaN(extreme);
  }

  private static boolean below(double value, double extreme) {
    return value < extreme || Double.isNaN(extreme);
  }

  // the branches are rarely taken, so that rows do not wait for one another
  private static void raise(
      double[] values, int[] groups, int[] selection, int selected, double[] extremes) {
    for (int k = 0; k < selected; k++) {
      int i = selection == null ? k : selection[k];
      if (above(values[i], extremes[groups[i]])) {
        extremes[groups[i]] = values[i];
      }
    }
  }

  private static void lower(
      double[] values, int[] groups, int[] selection, int selected, double[] extremes) {
    for (int k = 0; k < selected; k++) {
      int i = selection == null ? k : selection[k];
      if (below(values[i], extremes[groups[i]])) {
        extremes[groups[i]] = values[i];
      }
    }
  }

  private void reserve(int count) {
    int before = extremes.length;
    if (count > before) {
      extremes = Arrays.copyOf(extremes, Math.max(count, before * 2));
      Arrays.fill(extremes, before, extremes.length, none);
    }
  }
}
