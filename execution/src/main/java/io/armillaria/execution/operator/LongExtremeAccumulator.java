package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// MIN and MAX of values of layout LONG; BOOL_AND and BOOL_OR are the MIN and MAX of 0 and 1.
final class LongExtremeAccumulator implements Accumulator {
  // flips all bits where the greatest is wanted: of the flipped values it is the least
  private final long flip;
  private final Presence presence;
  private long[] least = {Long.MAX_VALUE};

  LongExtremeAccumulator(boolean greatest, Presence rows) {
    this.flip = greatest ? -1 : 0;
    this.presence = new Presence(rows);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    LongVector argument = (LongVector) arguments[0];
    boolean[] nulls = argument.nulls();
    presence.add(batch, nulls, groups, count);
    if (nulls != null) {
      addPresent(argument.values(), nulls, groups, batch);
    } else if (batch.selection() != null) {
      addSelected(argument.values(), groups, batch.selection(), batch.selected(), flip, least);
    } else if (count == 1) {
      least[0] = Math.min(least[0], least(argument.values(), batch.rows(), flip));
    } else {
      addAll(argument.values(), groups, batch.rows(), flip, least);
    }
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    reserve(count);
    LongExtremeAccumulator from = (LongExtremeAccumulator) other;
    presence.merge(from.presence, target, count);
    for (int i = 0; i < target.length && i < from.least.length; i++) {
      if (target[i] >= 0) {
        least[target[i]] = Math.min(least[target[i]], from.least[i]);
      }
    }
  }

  @Override
  public long bytes(int groups) {
    return 2L * Long.BYTES * groups + presence.bytes(groups);
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    reserve(count);
    boolean[] absent = presence.absent(count);
    long[] values = new long[count];
    for (int i = 0; i < count; i++) {
      values[i] = absent != null && absent[i] ? 0 : least[i] ^ flip;
    }
    return new LongVector(values, absent);
  }

  private void addPresent(long[] values, boolean[] nulls, int[] groups, Batch batch) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      long value = nulls[i] ? Long.MAX_VALUE : values[i] ^ flip;
      least[groups[i]] = Math.min(least[groups[i]], value);
    }
  }

  private static long least(long[] values, int rows, long flip) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < rows; i++) {
      least = Math.min(least, values[i] ^ flip);
    }
    return least;
  }

  // the branch is rarely taken, so that rows do not wait for one another
  private static void addAll(long[] values, int[] groups, int rows, long flip, long[] least) {
    for (int i = 0; i < rows; i++) {
      long value = values[i] ^ flip;
      if (value < least[groups[i]]) {
        least[groups[i]] = value;
      }
    }
  }

  private static void addSelected(
      long[] values, int[] groups, int[] selection, int selected, long flip, long[] least) {
    for (int k = 0; k < selected; k++) {
      int i = selection[k];
      long value = values[i] ^ flip;
      if (value < least[groups[i]]) {
        least[groups[i]] = value;
      }
    }
  }

  private void reserve(int count) {
    int before = least.length;
    if (count > before) {
      least = Arrays.copyOf(least, Math.max(count, before * 2));
      Arrays.fill(least, before, least.length, Long.MAX_VALUE);
    }
  }
}
