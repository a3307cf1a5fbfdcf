package io.armillaria.execution.expression;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/// NEGATE, ABS, SIGN, FLOOR, CEILING, ROUND and TRUNCATE, of exact and approximate numbers.
final class NumericFunctions {
  /// More digits than any number has.
  private static final long MOST_DIGITS = 400;

  private NumericFunctions() {}

  static Evaluator of(Function function, Evaluator[] arguments, DataType from, DataType type) {
    return Numbers.exact(from)
        ? exact(function, arguments, from, type)
        : approximate(function, arguments, from, type);
  }

  private static Evaluator exact(
      Function function, Evaluator[] arguments, DataType from, DataType type) {
    int scale = Numbers.scale(from);
    RowInt128s.Body body =
        switch (function) {
          case NEGATE -> (in, i) -> Numbers.at(in[0], i).negate();
          case ABS -> (in, i) -> Numbers.at(in[0], i).abs();
          case SIGN ->
              (in, i) ->
                  BigInteger.valueOf(Numbers.at(in[0], i).signum()).multiply(Numbers.power(scale));
          case FLOOR -> (in, i) -> cut(Numbers.at(in[0], i), scale, 0, RoundingMode.FLOOR);
          case CEILING -> (in, i) -> cut(Numbers.at(in[0], i), scale, 0, RoundingMode.CEILING);
          case ROUND ->
              (in, i) -> cut(Numbers.at(in[0], i), scale, digits(in, i), RoundingMode.HALF_UP);
          case TRUNCATE ->
              (in, i) -> cut(Numbers.at(in[0], i), scale, digits(in, i), RoundingMode.DOWN);
          default -> throw new IllegalArgumentException(function.name());
        };
    int to = Numbers.scale(type);
    if (!Numbers.exact(type)) {
      Evaluator[] all = arguments;
      return new RowDoubles(
          all, true, (in, i) -> new BigDecimal(body.at(in, i), scale).doubleValue());
    }
    return ExactResults.of(
        arguments,
        type,
        (in, i) -> Numbers.checked(Numbers.rescale(body.at(in, i), scale, to), type));
  }

  /// An unscaled value with all digits after the first `digits` of the fraction made zero.
  private static BigInteger cut(BigInteger unscaled, int scale, long digits, RoundingMode mode) {
    if (digits >= scale) {
      return unscaled;
    }
    if (scale - digits > 76) {
      return BigInteger.ZERO;
    }
    return new BigDecimal(unscaled, scale)
        .setScale((int) digits, mode)
        .setScale(scale, RoundingMode.UNNECESSARY)
        .unscaledValue();
  }

  private static Evaluator approximate(
      Function function, Evaluator[] arguments, DataType from, DataType type) {
    RowDoubles.Body body =
        switch (function) {
          case NEGATE -> (in, i) -> -Numbers.doubleAt(in[0], i);
          case ABS -> (in, i) -> Math.abs(Numbers.doubleAt(in[0], i));
          case SIGN -> (in, i) -> Math.signum(Numbers.doubleAt(in[0], i));
          case FLOOR -> (in, i) -> Math.floor(Numbers.doubleAt(in[0], i));
          case CEILING -> (in, i) -> Math.ceil(Numbers.doubleAt(in[0], i));
          case ROUND ->
              (in, i) -> cut(Numbers.doubleAt(in[0], i), digits(in, i), RoundingMode.HALF_UP);
          case TRUNCATE ->
              (in, i) -> cut(Numbers.doubleAt(in[0], i), digits(in, i), RoundingMode.DOWN);
          default -> throw new IllegalArgumentException(function.name() + from.sql());
        };
    if (Numbers.exact(type)) {
      return ExactResults.of(arguments, type, (in, i) -> Numbers.fromDouble(body.at(in, i), type));
    }
    return new RowDoubles(arguments, false, body);
  }

  private static double cut(double value, long digits, RoundingMode mode) {
    if (!Double.isFinite(value) || digits >= MOST_DIGITS) {
      return value;
    }
    if (digits != 0) {
      return digits <= -MOST_DIGITS
          ? 0
          : BigDecimal.valueOf(value).setScale((int) digits, mode).doubleValue();
    }
    double magnitude = Math.abs(value);
    double whole = Math.floor(magnitude);
    boolean up = mode == RoundingMode.HALF_UP && magnitude - whole >= 0.5;
    return Math.copySign(up ? whole + 1 : whole, value);
  }

  private static long digits(ColumnVector[] in, int row) {
    return in.length < 2 ? 0 : Numbers.longAt(in[1], row);
  }
}
