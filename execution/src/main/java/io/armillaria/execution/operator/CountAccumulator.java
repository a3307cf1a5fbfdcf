package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// Counts rows in which no argument is NULL.
final class CountAccumulator implements Accumulator {
  private final Presence presence;
  private final boolean[] nulls = new boolean[Batch.CAPACITY];

  CountAccumulator(Presence rows) {
    presence = new Presence(rows);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    presence.add(batch, anyNull(arguments, batch.rows()), groups, count);
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    presence.merge(((CountAccumulator) other).presence, target, count);
  }

  @Override
  public long bytes(int groups) {
    return presence.bytes(groups);
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    long[] counts = new long[count];
    for (int i = 0; i < count; i++) {
      counts[i] = presence.count(i);
    }
    return new LongVector(counts, null);
  }

  private boolean[] anyNull(ColumnVector[] arguments, int rows) {
    boolean[] flags = null;
    for (ColumnVector argument : arguments) {
      boolean[] more = argument.nulls();
      if (flags == null || more == null) {
        flags = flags == null ? more : flags;
        continue;
      }
      for (int i = 0; i < rows; i++) {
        boolean flag = flags[i];
        flag |= more[i];
        nulls[i] = flag;
      }
      flags = nulls;
    }
    return flags;
  }
}
