package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.Int128Math;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// PERCENTILE_DISC, the first value at or beyond that fraction of the rows, and PERCENTILE_CONT,
/// which lies between two values as that fraction does. The first argument is the fraction, a
/// DOUBLE; the second the values, in order. NULLs are left out.
record Percentile(AggregateCall call, ColumnVector[] arguments, boolean between)
    implements OrderedFunction {
  @Override
  public void compute(int[] rows, int start, int end, GroupValues results, int group) {
    ColumnVector values = arguments[1];
    int from = start;
    int to = end;
    while (from < to && values.isNull(rows[from])) {
      from++;
    }
    while (from < to && values.isNull(rows[to - 1])) {
      to--;
    }
    if (from == to || arguments[0].isNull(rows[from])) {
      return;
    }
    double fraction = ((DoubleVector) arguments[0]).values()[rows[from]];
    if (!(fraction >= 0 && fraction <= 1)) {
      throw new Failure.InvalidArgument(
              "A percentile lies between 0 and 1, not at " + fraction + ".")
          .raise();
    }
    BigDecimal exact = BigDecimal.valueOf(fraction);
    if (between) {
      interpolate(exact.multiply(BigDecimal.valueOf(to - from - 1L)), rows, from, results, group);
      return;
    }
    int place =
        exact
            .multiply(BigDecimal.valueOf((long) to - from))
            .setScale(0, RoundingMode.CEILING)
            .intValue();
    results.set(group, values, rows[from + Math.max(0, place - 1)]);
  }

  private void interpolate(BigDecimal place, int[] rows, int from, GroupValues results, int group) {
    int below = place.intValue();
    BigDecimal share = place.subtract(BigDecimal.valueOf(below));
    int lower = rows[from + below];
    int upper = share.signum() == 0 ? lower : rows[from + below + 1];
    if (arguments[1] instanceof DoubleVector doubles) {
      double low = doubles.values()[lower];
      double high = doubles.values()[upper];
      results.set(group, lower == upper ? low : low + (high - low) * share.doubleValue());
      return;
    }
    BigDecimal low = new BigDecimal(ExactNumbers.at(arguments[1], lower));
    BigDecimal high = new BigDecimal(ExactNumbers.at(arguments[1], upper));
    DataType type = call.type();
    BigInteger value =
        low.add(high.subtract(low).multiply(share))
            .setScale(0, RoundingMode.HALF_UP)
            .toBigInteger();
    ExactNumbers.checked(value, type);
    if (type.layout() == DataType.Layout.INT128) {
      results.set(group, Int128Math.high(value), Int128Math.low(value));
    } else {
      results.set(group, Int128Math.low(value));
    }
  }
}
