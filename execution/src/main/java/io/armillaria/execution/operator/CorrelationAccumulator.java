package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.DoubleReader;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;

/// COVAR_*, CORR and REGR_* of pairs (y, x) without NULLs, by running means and sums of products of
/// differences; states are joined by Chan's formula.
final class CorrelationAccumulator implements CombinableAccumulator {
  private final DoubleReader yReader;
  private final DoubleReader xReader;
  private long[] counts = new long[1];
  private double[] meanY = new double[1];
  private double[] meanX = new double[1];
  private double[] squaresY = new double[1];
  private double[] squaresX = new double[1];
  private double[] products = new double[1];

  CorrelationAccumulator(DataType y, DataType x) {
    yReader = new DoubleReader(y);
    xReader = new DoubleReader(x);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    reserve(count);
    double[] y = yReader.read(arguments[0], batch);
    double[] x = xReader.read(arguments[1], batch);
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (!arguments[0].isNull(i) && !arguments[1].isNull(i)) {
        add(groups[i], y[i], x[i]);
      }
    }
  }

  private void add(int group, double y, double x) {
    long n = ++counts[group];
    double differenceY = y - meanY[group];
    double differenceX = x - meanX[group];
    meanY[group] += differenceY / n;
    meanX[group] += differenceX / n;
    squaresY[group] += differenceY * (y - meanY[group]);
    squaresX[group] += differenceX * (x - meanX[group]);
    products[group] += differenceX * (y - meanY[group]);
  }

  @Override
  public void combine(Accumulator other, int[] from, int[] to, int pairs, int count) {
    reserve(count);
    CorrelationAccumulator source = (CorrelationAccumulator) other;
    for (int i = 0; i < pairs; i++) {
      if (from[i] < source.counts.length && source.counts[from[i]] > 0) {
        combine(source, from[i], to[i]);
      }
    }
  }

  private void combine(CorrelationAccumulator source, int from, int group) {
    long n = source.counts[from];
    long total = counts[group] + n;
    double differenceY = source.meanY[from] - meanY[group];
    double differenceX = source.meanX[from] - meanX[group];
    double weight = counts[group] * ((double) n / total);
    squaresY[group] += source.squaresY[from] + differenceY * differenceY * weight;
    squaresX[group] += source.squaresX[from] + differenceX * differenceX * weight;
    products[group] += source.products[from] + differenceX * differenceY * weight;
    meanY[group] += differenceY * n / total;
    meanX[group] += differenceX * n / total;
    counts[group] = total;
  }

  @Override
  public long bytes(int groups) {
    return 2L * (Long.BYTES + 5 * Double.BYTES) * groups;
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    reserve(count);
    if (call.function() == AggregateFunction.REGR_COUNT) {
      return new LongVector(Arrays.copyOf(counts, count), null);
    }
    double[] values = new double[count];
    boolean[] nulls = new boolean[count];
    for (int i = 0; i < count; i++) {
      nulls[i] = isNull(call.function(), i);
      values[i] = nulls[i] ? 0 : value(call.function(), i);
    }
    return new DoubleVector(values, nulls);
  }

  private boolean isNull(AggregateFunction function, int group) {
    boolean flatX = squaresX[group] == 0;
    return switch (function) {
      case COVAR_SAMP -> counts[group] < 2;
      case CORR -> flatX || squaresY[group] == 0;
      case REGR_SLOPE, REGR_INTERCEPT, REGR_R2 -> flatX;
      default -> counts[group] == 0;
    };
  }

  private double value(AggregateFunction function, int group) {
    double xx = squaresX[group];
    double yy = squaresY[group];
    double xy = products[group];
    return switch (function) {
      case COVAR_POP -> xy / counts[group];
      case COVAR_SAMP -> xy / (counts[group] - 1);
      case CORR -> xy / Math.sqrt(xx * yy);
      case REGR_SXX -> xx;
      case REGR_SYY -> yy;
      case REGR_SXY -> xy;
      case REGR_AVGX -> meanX[group];
      case REGR_AVGY -> meanY[group];
      case REGR_SLOPE -> xy / xx;
      case REGR_INTERCEPT -> meanY[group] - xy / xx * meanX[group];
      case REGR_R2 -> yy == 0 ? 1 : xy * xy / (xx * yy);
      default -> throw new IllegalArgumentException(function.toString());
    };
  }

  private void reserve(int count) {
    if (count > counts.length) {
      int size = Math.max(count, counts.length * 2);
      counts = Arrays.copyOf(counts, size);
      meanY = Arrays.copyOf(meanY, size);
      meanX = Arrays.copyOf(meanX, size);
      squaresY = Arrays.copyOf(squaresY, size);
      squaresX = Arrays.copyOf(squaresX, size);
      products = Arrays.copyOf(products, size);
    }
  }
}
