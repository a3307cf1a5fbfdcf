package io.armillaria.execution.expression;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Reads numbers: `[+-]digits[.digits][E[+-]digits]` with blanks around; for REAL and DOUBLE also
/// NaN and Infinity.
final class NumberParser {
  private static final int FAST_DIGITS = 18;
  private static final int MAX_EXPONENT = 400;

  private NumberParser() {}

  /// The unscaled value for an exact type of layout LONG, half away from zero.
  static long exactLong(byte[] data, int start, int length, DataType type) {
    int scale = Numbers.scale(type);
    int at = start;
    int end = start + length;
    boolean negative = at < end && data[at] == '-';
    if (negative) {
      at++;
    }
    long value = 0;
    int digits = 0;
    int fraction = -1;
    for (; at < end; at++) {
      byte b = data[at];
      if (b >= '0' && b <= '9') {
        value = value * 10 + b - '0';
        digits++;
        fraction += fraction >= 0 ? 1 : 0;
      } else if (b == '.' && fraction < 0) {
        fraction = 0;
      } else {
        break;
      }
    }
    int decimals = Math.max(fraction, 0);
    boolean fast = at == end && digits > 0 && decimals <= scale;
    if (!fast || digits + scale - decimals > FAST_DIGITS) {
      return exact(data, start, length, type).longValueExact();
    }
    long unscaled = value * Numbers.power(scale - decimals).longValueExact();
    long signed = negative ? -unscaled : unscaled;
    return signed >= Numbers.minimum(type).longValue()
            && signed <= Numbers.maximum(type).longValue()
        ? signed
        : Numbers.checked(BigInteger.valueOf(signed), type).longValueExact();
  }

  /// The unscaled value for any exact type, half away from zero.
  static BigInteger exact(byte[] data, int start, int length, DataType type) {
    String text = new String(data, start, length, StandardCharsets.UTF_8).strip();
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.precision() - (long) value.scale() > MAX_EXPONENT) {
        throw Numbers.overflow(text, type);
      }
      if (value.scale() - (long) value.precision() > MAX_EXPONENT) {
        return BigInteger.ZERO;
      }
      int scale = Numbers.scale(type);
      return Numbers.checked(value.setScale(scale, RoundingMode.HALF_UP).unscaledValue(), type);
    } catch (NumberFormatException e) {
      throw invalid(text, type);
    }
  }

  static double approximate(byte[] data, int start, int length, DataType type) {
    String text = new String(data, start, length, StandardCharsets.UTF_8).strip();
    switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> {
        return Double.NaN;
      }
      case "infinity", "+infinity", "inf", "+inf" -> {
        return Double.POSITIVE_INFINITY;
      }
      case "-infinity", "-inf" -> {
        return Double.NEGATIVE_INFINITY;
      }
      default -> {}
    }
    if (!plain(text)) {
      throw invalid(text, type);
    }
    try {
      double value =
          type == DataType.Plain.REAL ? Float.parseFloat(text) : Double.parseDouble(text);
      if (Double.isInfinite(value)) {
        throw Numbers.overflow(text, type);
      }
      return value;
    } catch (NumberFormatException e) {
      throw invalid(text, type);
    }
  }

  // Double.parseDouble takes more than SQL: hexadecimal numbers and the suffixes f and d
  private static boolean plain(String text) {
    return text.chars().allMatch(c -> (c >= '0' && c <= '9') || "+-.eE".indexOf(c) >= 0);
  }

  private static DatabaseException invalid(String text, DataType type) {
    return new Failure.InvalidText(type.sql(), text).raise();
  }
}
