package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// APPROX_COUNT_DISTINCT.
final class SketchAccumulator implements CombinableAccumulator {
  private DistinctSketch[] sketches = new DistinctSketch[1];
  private final long[] hashes = new long[Batch.CAPACITY];
  private long bytes;

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    Hashes.of(arguments, batch.selection(), batch.selected(), hashes);
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (!hasNull(arguments, i)) {
        DistinctSketch sketch = sketch(groups[i]);
        long before = sketch.bytes();
        sketch.add(hashes[i]);
        bytes += sketch.bytes() - before;
      }
    }
  }

  @Override
  public void combine(Accumulator other, int[] from, int[] to, int pairs, int count) {
    reserve(count);
    SketchAccumulator source = (SketchAccumulator) other;
    for (int i = 0; i < pairs; i++) {
      if (from[i] < source.sketches.length && source.sketches[from[i]] != null) {
        DistinctSketch sketch = sketch(to[i]);
        long before = sketch.bytes();
        sketch.add(source.sketches[from[i]]);
        bytes += sketch.bytes() - before;
      }
    }
  }

  @Override
  public long bytes(int groups) {
    return bytes + 2L * Long.BYTES * groups;
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    reserve(count);
    long[] counts = new long[count];
    for (int i = 0; i < count; i++) {
      counts[i] = sketches[i] == null ? 0 : sketches[i].estimate();
    }
    return new LongVector(counts, null);
  }

  private DistinctSketch sketch(int group) {
    if (sketches[group] == null) {
      sketches[group] = new DistinctSketch();
      bytes += sketches[group].bytes();
    }
    return sketches[group];
  }

  private static boolean hasNull(ColumnVector[] arguments, int row) {
    for (ColumnVector argument : arguments) {
      if (argument.isNull(row)) {
        return true;
      }
    }
    return false;
  }

  private void reserve(int count) {
    if (count > sketches.length) {
      sketches = Arrays.copyOf(sketches, Math.max(count, sketches.length * 2));
    }
  }
}
