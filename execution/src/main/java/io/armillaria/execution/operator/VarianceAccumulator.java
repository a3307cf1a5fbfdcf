package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Constants;
import io.armillaria.execution.expression.DoubleReader;
import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;

/// VAR_POP, VAR_SAMP and their square roots, by Welford's running mean and sum of squared
/// differences; states are joined by Chan's formula.
final class VarianceAccumulator implements CombinableAccumulator {
  private final DoubleReader reader;
  private long[] counts = new long[1];
  private double[] means = new double[1];
  private double[] squares = new double[1];

  VarianceAccumulator(DataType input) {
    this.reader = new DoubleReader(input);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    double[] values = reader.read(arguments[0], batch);
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (!arguments[0].isNull(i)) {
        int group = groups[i];
        counts[group]++;
        double difference = values[i] - means[group];
        means[group] += difference / counts[group];
        squares[group] += difference * (values[i] - means[group]);
      }
    }
  }

  @Override
  public void combine(Accumulator other, int[] from, int[] to, int pairs, int count) {
    reserve(count);
    VarianceAccumulator source = (VarianceAccumulator) other;
    for (int i = 0; i < pairs; i++) {
      if (from[i] < source.counts.length && source.counts[from[i]] > 0) {
        combine(source, from[i], to[i]);
      }
    }
  }

  @Override
  public long bytes(int groups) {
    return 2L * (Long.BYTES + 2 * Double.BYTES) * groups;
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    reserve(count);
    AggregateFunction function = call.function();
    long fewest = sample(function) ? 2 : 1;
    Object[] results = new Object[count];
    for (int i = 0; i < count; i++) {
      results[i] = counts[i] < fewest ? null : value(function, i);
    }
    return Constants.column(ExactNumbers.fromDoubles(results, call.type()), call.type().layout());
  }

  private void combine(VarianceAccumulator source, int from, int group) {
    double difference = source.means[from] - means[group];
    long total = counts[group] + source.counts[from];
    squares[group] +=
        source.squares[from]
            + difference * difference * counts[group] * ((double) source.counts[from] / total);
    means[group] += difference * source.counts[from] / total;
    counts[group] = total;
  }

  private static boolean sample(AggregateFunction function) {
    return function == AggregateFunction.VAR_SAMP || function == AggregateFunction.STDDEV_SAMP;
  }

  private double value(AggregateFunction function, int group) {
    double variance = squares[group] / (sample(function) ? counts[group] - 1 : counts[group]);
    boolean root =
        function == AggregateFunction.STDDEV_POP || function == AggregateFunction.STDDEV_SAMP;
    return root ? Math.sqrt(variance) : variance;
  }

  private void reserve(int count) {
    if (count > counts.length) {
      int size = Math.max(count, counts.length * 2);
      counts = Arrays.copyOf(counts, size);
      means = Arrays.copyOf(means, size);
      squares = Arrays.copyOf(squares, size);
    }
  }
}
