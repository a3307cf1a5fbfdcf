package io.armillaria.storage.column;

/// Doubles that are decimal numbers of few digits, such as prices, as whole numbers over a power of
/// ten. A double d is n / 10^digits exactly when that division, rounded as IEEE 754 wants, gives d.
final class DecimalScale {
  private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
  private static final double LARGEST = 1L << 46;
  private static final int SAMPLE = 32;

  private DecimalScale() {}

  static double power(int digits) {
    return POWERS[digits];
  }

  static int mostDigits() {
    return POWERS.length - 1;
  }

  /// Fills `scaled` and returns the digits; -1 where the values are not such numbers.
  static int fit(double[] values, long[] scaled) {
    for (int digits = 0; digits < POWERS.length; digits++) {
      if (fits(values, Math.min(SAMPLE, values.length), digits, scaled)
          && fits(values, values.length, digits, scaled)) {
        return digits;
      }
    }
    return -1;
  }

  private static boolean fits(double[] values, int count, int digits, long[] scaled) {
    double power = POWERS[digits];
    for (int i = 0; i < count; i++) {
      double product = values[i] * power;
      if (!(Math.abs(product) < LARGEST)) {
        return false;
      }
      long number = Math.round(product);
      if (Double.doubleToLongBits(number / power) != Double.doubleToLongBits(values[i])) {
        return false;
      }
      scaled[i] = number;
    }
    return true;
  }
}
