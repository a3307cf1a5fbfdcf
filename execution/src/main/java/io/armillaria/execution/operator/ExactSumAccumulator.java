package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.Int128Math;
import java.math.BigDecimal;
import java.math.BigInteger;

/// SUM, SUM0 and AVG of whole numbers and decimals: summed exactly, whatever the result's type.
final class ExactSumAccumulator implements Accumulator {
  private final int inputScale;
  private final ExactSums sums = new ExactSums();
  private final Presence presence;

  ExactSumAccumulator(DataType input, Presence rows) {
    this.inputScale = ExactNumbers.scale(input);
    this.presence = new Presence(rows);
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
  public long bytes(int groups) {
    return sums.bytes(groups) + presence.bytes(groups);
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    sums.reserve(count);
    boolean[] absent = call.function() == AggregateFunction.SUM0 ? null : presence.absent(count);
    return ExactNumbers.exact(call.type())
        ? exact(call, count, absent)
        : approximate(call, count, absent);
  }

  private ColumnVector approximate(AggregateCall call, int count, boolean[] absent) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      if (presence.count(i) > 0) {
        double sum = new BigDecimal(sums.sum(i), inputScale).doubleValue();
        double value = call.function() == AggregateFunction.AVG ? sum / presence.count(i) : sum;
        values[i] = call.type() == DataType.Plain.REAL ? (float) value : value;
      }
    }
    return new DoubleVector(values, absent);
  }

  private ColumnVector exact(AggregateCall call, int count, boolean[] absent) {
    boolean wide = call.type().layout() == DataType.Layout.INT128;
    long[] low = new long[count];
    long[] high = wide ? new long[count] : null;
    // what is less than 2^124 is in the range of 38 digits, every long in that of layout INT128
    boolean any = call.type() instanceof DataType.Decimal(int precision, _) && precision == 38;
    boolean plain =
        wide
            && call.function() != AggregateFunction.AVG
            && ExactNumbers.scale(call.type()) == inputScale;
    for (int i = 0; i < count; i++) {
      if (plain && sums.isInt128(i) && (any || sums.high(i) == sums.low(i) >> 63)) {
        low[i] = sums.low(i);
        high[i] = sums.high(i);
      } else if (presence.count(i) > 0) {
        BigInteger value = value(call, i);
        low[i] = Int128Math.low(value);
        if (wide) {
          high[i] = Int128Math.high(value);
        }
      }
    }
    return wide ? new Int128Vector(high, low, absent) : new LongVector(low, absent);
  }

  private BigInteger value(AggregateCall call, int group) {
    BigInteger sum = sums.sum(group);
    int scale = ExactNumbers.scale(call.type());
    BigInteger value =
        call.function() == AggregateFunction.AVG
            ? ExactNumbers.average(sum, inputScale, presence.count(group), scale)
            : ExactNumbers.rescale(sum, inputScale, scale);
    return ExactNumbers.checked(value, call.type());
  }
}
