package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.Int128Math;
import java.math.BigDecimal;
import java.math.BigInteger;

/// Makes a SUM, SUM0 or AVG of an exact sum.
///
/// @param scale of what was summed
record SumResult(AggregateFunction function, DataType type, int scale) {
  /// The common case of a sum that is a long and needs no change.
  ///
  /// @return whether it was one
  boolean setLong(GroupValues results, int row, long sum, long count) {
    if (function == AggregateFunction.AVG
        || !(type == DataType.Plain.BIGINT || type.layout() == DataType.Layout.INT128)
        || ExactNumbers.scale(type) != scale) {
      return false;
    }
    if (count > 0 || function == AggregateFunction.SUM0) {
      if (type.layout() == DataType.Layout.INT128) {
        results.set(row, sum >> 63, sum);
      } else {
        results.set(row, sum);
      }
    }
    return true;
  }

  void set(GroupValues results, int row, BigInteger sum, long count) {
    if (count == 0 && function != AggregateFunction.SUM0) {
      return;
    }
    if (!ExactNumbers.exact(type)) {
      double value = new BigDecimal(sum, scale).doubleValue();
      results.set(row, function == AggregateFunction.AVG ? value / count : value);
      return;
    }
    int wanted = ExactNumbers.scale(type);
    BigInteger value =
        ExactNumbers.checked(
            function == AggregateFunction.AVG
                ? ExactNumbers.average(sum, scale, count, wanted)
                : ExactNumbers.rescale(sum, scale, wanted),
            type);
    if (type.layout() == DataType.Layout.INT128) {
      results.set(row, Int128Math.high(value), Int128Math.low(value));
    } else {
      results.set(row, Int128Math.low(value));
    }
  }
}
