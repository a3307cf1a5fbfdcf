package io.armillaria.execution.expression;

/// Loops over 128-bit numbers in two arrays.
final class WideKernels {
  private WideKernels() {}

  /// Whether every number fits a long.
  static boolean narrow(long[] high, long[] low, int rows) {
    long different = 0;
    for (int i = 0; i < rows; i++) {
      different |= high[i] ^ (low[i] >> 63);
    }
    return different == 0;
  }

  static boolean narrow(long[] high, long[] low, int[] selection, int selected) {
    long different = 0;
    for (int k = 0; k < selected; k++) {
      int i = selection[k];
      different |= high[i] ^ (low[i] >> 63);
    }
    return different == 0;
  }

  /// A number not less than the magnitude of any value, one apart.
  static long bits(long[] values, int rows) {
    long bits = 0;
    for (int i = 0; i < rows; i++) {
      bits |= values[i] ^ (values[i] >> 63);
    }
    return bits;
  }

  /// `(bits + 1) * factor`, or a negative number when that is 2^62 or more.
  static long scaled(long bits, long factor) {
    long magnitude = bits + 1;
    long product = magnitude * factor;
    boolean fits =
        magnitude > 0 && Math.multiplyHigh(magnitude, factor) == 0 && product >>> 62 == 0;
    return fits ? product : -1;
  }

  /// Writes the products; returns whether all of them fit a long.
  static boolean multiply(long[] a, long[] b, int rows, long[] high, long[] low) {
    int aBits = Long.SIZE - Long.numberOfLeadingZeros(bits(a, rows));
    int bBits = Long.SIZE - Long.numberOfLeadingZeros(bits(b, rows));
    if (aBits + bBits < Long.SIZE - 1) {
      LongKernels.multiply(a, b, rows, low);
      signs(low, rows, high);
      return true;
    }
    for (int i = 0; i < rows; i++) {
      high[i] = Math.multiplyHigh(a[i], b[i]);
      low[i] = a[i] * b[i];
    }
    return false;
  }

  /// The upper halves of numbers that fit a long.
  static void signs(long[] low, int rows, long[] high) {
    for (int i = 0; i < rows; i++) {
      high[i] = low[i] >> 63;
    }
  }
}
