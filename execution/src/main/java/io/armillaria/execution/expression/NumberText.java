package io.armillaria.execution.expression;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.math.BigDecimal;

/// Writes numbers as text.
public final class NumberText {
  private static final int PLAIN_DIGITS = 15;

  private NumberText() {}

  /// `-12.30`, with all digits of the scale.
  static void exact(ColumnVector vector, int row, int scale, ByteSink sink) {
    if (scale == 0 && vector instanceof LongVector longs) {
      sink.append(Long.toString(longs.values()[row]));
    } else {
      sink.append(new BigDecimal(Numbers.at(vector, row), scale).toPlainString());
    }
  }

  /// The shortest text that gives the number back: `1`, `0.25`, `1e+20`, `NaN`, `-Infinity`.
  public static String approximate(double value, boolean real) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0" : "0";
    }
    String shortest = real ? Float.toString((float) value) : Double.toString(value);
    BigDecimal exact = new BigDecimal(shortest).stripTrailingZeros();
    String digits = exact.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - exact.scale();
    if (exponent >= -4 && exponent < (real ? 6 : PLAIN_DIGITS)) {
      return exact.toPlainString();
    }
    String sign = value < 0 ? "-" : "";
    String rest = digits.length() > 1 ? "." + digits.substring(1) : "";
    String power = (exponent < 0 ? "e-" : "e+") + (Math.abs(exponent) < 10 ? "0" : "");
    return sign + digits.charAt(0) + rest + power + Math.abs(exponent);
  }
}
