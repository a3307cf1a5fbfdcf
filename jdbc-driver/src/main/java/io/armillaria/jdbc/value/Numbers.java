package io.armillaria.jdbc.value;

import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.util.Locale;

/// Values for parameters that are numbers or truth values.
final class Numbers {
  private Numbers() {}

  static boolean truth(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case Boolean truth -> truth;
      case String text ->
          TextBooleans.parse(text)
              .orElseThrow(() -> parameter.invalid(SqlStates.INVALID_TEXT, text));
      default -> whole(parameter, value, 0, 1) == 1;
    };
  }

  static long whole(Parameter parameter, Object value, long least, long greatest)
      throws SQLException {
    long number =
        switch (value) {
          case Long whole -> whole;
          case Integer whole -> whole;
          case Short whole -> whole;
          case Byte whole -> whole;
          case Boolean truth -> truth ? 1 : 0;
          default -> wholePart(parameter, value);
        };
    if (number < least || number > greatest) {
      throw parameter.outOfRange(value);
    }
    return number;
  }

  private static long wholePart(Parameter parameter, Object value) throws SQLException {
    BigDecimal exact = exact(parameter, value);
    if (exact.stripTrailingZeros().scale() > 0) {
      throw parameter.hasFraction(value);
    }
    try {
      return exact.longValueExact();
    } catch (ArithmeticException e) {
      throw parameter.outOfRange(value);
    }
  }

  static double real(Parameter parameter, Object value) throws SQLException {
    double wide = floating(parameter, value);
    if (Float.isInfinite((float) wide) && !Double.isInfinite(wide)) {
      throw parameter.outOfRange(value);
    }
    return (float) wide;
  }

  static double floating(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case Double number -> number;
      case Float number -> number;
      case String text -> floating(parameter, text);
      default -> exact(parameter, value).doubleValue();
    };
  }

  private static double floating(Parameter parameter, String text) throws SQLException {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity" -> Double.POSITIVE_INFINITY;
      case "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> exact(parameter, text).doubleValue();
    };
  }

  /// The unscaled number: a Long or a BigInteger, by the layout of `type`.
  static Object decimal(Parameter parameter, Object value, DataType.Decimal type)
      throws SQLException {
    BigDecimal exact = exact(parameter, value);
    BigInteger unscaled;
    if (exact.signum() == 0 || exact.scale() - exact.precision() > type.scale()) {
      // rounds to 0; setScale would first make a power of ten as large as a text may ask for
      unscaled = BigInteger.ZERO;
    } else if (exact.precision() - exact.scale() > type.precision() - type.scale()) {
      throw parameter.outOfRange(value);
    } else {
      BigDecimal rounded = exact.setScale(type.scale(), RoundingMode.HALF_UP);
      if (rounded.precision() > type.precision()) {
        throw parameter.outOfRange(value);
      }
      unscaled = rounded.unscaledValue();
    }
    return type.layout() == DataType.Layout.LONG ? (Object) unscaled.longValueExact() : unscaled;
  }

  /// The unscaled number, as [Parameter#convertCompared] has it. NaN is above all.
  static BigInteger compared(Parameter parameter, Object value, DataType.Decimal type)
      throws SQLException {
    BigInteger most = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      if (!Double.isFinite(number)) {
        return number == Double.NEGATIVE_INFINITY ? most.negate() : most;
      }
    }
    BigDecimal exact = exact(parameter, value);
    BigInteger sign = BigInteger.valueOf(exact.signum());
    if (exact.precision() - (long) exact.scale() > type.precision() - type.scale()) {
      return most.multiply(sign);
    }
    if (exact.scale() - (long) exact.precision() > type.scale()) {
      return sign;
    }
    BigDecimal cut = exact.setScale(type.scale(), RoundingMode.DOWN);
    boolean isWhole = cut.stripTrailingZeros().scale() <= 0;
    return isWhole && cut.compareTo(exact) != 0
        ? cut.unscaledValue().add(sign)
        : cut.unscaledValue();
  }

  private static BigDecimal exact(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case BigDecimal number -> number;
      case BigInteger number -> new BigDecimal(number);
      case Float number -> finite(parameter, number, number);
      case Double number -> finite(parameter, number, number);
      case Byte number -> BigDecimal.valueOf(number);
      case Short number -> BigDecimal.valueOf(number);
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case Boolean truth -> truth ? BigDecimal.ONE : BigDecimal.ZERO;
      case String text -> parse(parameter, text);
      default -> throw parameter.unusable(value);
    };
  }

  private static BigDecimal finite(Parameter parameter, double number, Object value)
      throws SQLException {
    if (!Double.isFinite(number)) {
      throw parameter.outOfRange(value);
    }
    return new BigDecimal(value.toString());
  }

  private static BigDecimal parse(Parameter parameter, String text) throws SQLException {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw parameter.invalid(SqlStates.INVALID_TEXT, text);
    }
  }
}
