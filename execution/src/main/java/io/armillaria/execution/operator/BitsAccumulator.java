package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// BIT_AND, BIT_OR and BIT_XOR of whole numbers.
final class BitsAccumulator implements CombinableAccumulator {
  private final AggregateFunction function;
  private final Presence presence = new Presence(null);
  private long[] bits;

  BitsAccumulator(AggregateFunction function) {
    this.function = function;
    bits = new long[] {neutral()};
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    presence.add(batch, arguments[0].nulls(), groups, count);
    long[] values = ((LongVector) arguments[0]).values();
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (!arguments[0].isNull(i)) {
        bits[groups[i]] = joined(bits[groups[i]], values[i]);
      }
    }
  }

  @Override
  public void combine(Accumulator other, int[] from, int[] to, int pairs, int count) {
    reserve(count);
    BitsAccumulator source = (BitsAccumulator) other;
    presence.combine(source.presence, from, to, pairs, count);
    for (int i = 0; i < pairs; i++) {
      if (from[i] < source.bits.length) {
        bits[to[i]] = joined(bits[to[i]], source.bits[from[i]]);
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
    return new LongVector(Arrays.copyOf(bits, count), presence.absent(count));
  }

  private long joined(long a, long b) {
    return switch (function) {
      case BIT_AND -> a & b;
      case BIT_OR -> a | b;
      default -> a ^ b;
    };
  }

  private long neutral() {
    return function == AggregateFunction.BIT_AND ? -1 : 0;
  }

  private void reserve(int count) {
    if (count > bits.length) {
      int before = bits.length;
      bits = Arrays.copyOf(bits, Math.max(count, before * 2));
      Arrays.fill(bits, before, bits.length, neutral());
    }
  }
}
