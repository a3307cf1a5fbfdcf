package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;

/// SUM, SUM0 and AVG of whole numbers and decimals: summed exactly, whatever the result's type.
final class ExactSumAccumulator implements Accumulator {
  private final int inputScale;
  private final DataType type;
  private final boolean average;
  private final boolean zeroForNone;
  private final ExactSums sums = new ExactSums();
  private final Presence presence = new Presence();

  ExactSumAccumulator(DataType input, DataType type, boolean average, boolean zeroForNone) {
    this.inputScale = ExactNumbers.scale(input);
    this.type = type;
    this.average = average;
    this.zeroForNone = zeroForNone;
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    presence.add(batch, arguments[0].nulls(), groups, count);
    sums.add(batch, arguments[0], groups, count);
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    ExactSumAccumulator from = (ExactSumAccumulator) other;
    presence.merge(from.presence, target, count);
    sums.merge(from.sums, target, count);
  }

  @Override
  public ColumnVector result(int count) {
    boolean[] absent = zeroForNone ? null : presence.absent(count);
    return ExactNumbers.exact(type) ? exact(count, absent) : approximate(count, absent);
  }

  private ColumnVector approximate(int count, boolean[] absent) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      if (presence.count(i) > 0) {
        double sum = new BigDecimal(sums.sum(i), inputScale).doubleValue();
        double value = average ? sum / presence.count(i) : sum;
        values[i] = type == DataType.Plain.REAL ? (float) value : value;
      }
    }
    return new DoubleVector(values, absent);
  }

  private ColumnVector exact(int count, boolean[] absent) {
    boolean wide = type.layout() == DataType.Layout.INT128;
    long[] low = new long[count];
    long[] high = wide ? new long[count] : null;
    for (int i = 0; i < count; i++) {
      if (presence.count(i) > 0) {
        BigInteger value = value(i);
        low[i] = value.longValue();
        if (wide) {
          high[i] = value.shiftRight(64).longValue();
        }
      }
    }
    return wide ? new Int128Vector(high, low, absent) : new LongVector(low, absent);
  }

  private BigInteger value(int group) {
    BigInteger sum = sums.sum(group);
    int scale = ExactNumbers.scale(type);
    BigInteger value =
        average
            ? ExactNumbers.average(sum, inputScale, presence.count(group), scale)
            : ExactNumbers.rescale(sum, inputScale, scale);
    return ExactNumbers.checked(value, type);
  }
}
