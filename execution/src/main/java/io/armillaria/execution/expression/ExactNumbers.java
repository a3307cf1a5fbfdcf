package io.armillaria.execution.expression;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.math.BigInteger;
import java.util.Arrays;

/// Arithmetic on unscaled values of exact numeric types, for results that are computed once a group
/// rather than once a row.
public final class ExactNumbers {
  private ExactNumbers() {}

  /// Digits after the point: 0 for whole numbers.
  public static int scale(DataType type) {
    return Numbers.scale(type);
  }

  public static boolean exact(DataType type) {
    return Numbers.exact(type);
  }

  /// The unscaled value of a row that is not NULL.
  public static BigInteger at(ColumnVector column, int row) {
    return Numbers.at(column, row);
  }

  /// `unscaled` brought from one scale to another, half away from zero.
  public static BigInteger rescale(BigInteger unscaled, int from, int to) {
    return Numbers.rescale(unscaled, from, to);
  }

  /// `sum / count` at scale `to`, half away from zero.
  public static BigInteger average(BigInteger sum, int from, long count, int to) {
    BigInteger divisor = BigInteger.valueOf(count);
    return to >= from
        ? Numbers.divideRounded(sum.multiply(Numbers.power(to - from)), divisor)
        : Numbers.divideRounded(sum, divisor.multiply(Numbers.power(from - to)));
  }

  /// Doubles, or null, as values of a numeric type: half away from zero, or NumericOverflow.
  public static Object[] fromDoubles(Object[] doubles, DataType type) {
    return Arrays.stream(doubles).map(v -> v == null ? null : of((Double) v, type)).toArray();
  }

  private static Object of(double value, DataType type) {
    if (!Numbers.exact(type)) {
      return type == DataType.Plain.REAL ? (double) (float) value : value;
    }
    BigInteger exact = Numbers.fromDouble(value, type);
    return type.layout() == DataType.Layout.LONG ? (Object) exact.longValueExact() : exact;
  }

  /// `unscaled`, or NumericOverflow when it is outside the type's range.
  public static BigInteger checked(BigInteger unscaled, DataType type) {
    return Numbers.checked(unscaled, type);
  }
}
