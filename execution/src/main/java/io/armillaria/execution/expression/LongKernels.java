package io.armillaria.execution.expression;

/// Loops over longs, branch-free. A negative result says that some row may have overflowed.
final class LongKernels {
  private LongKernels() {}

  static long add(long[] a, long[] b, int rows, long[] target) {
    long suspicious = 0;
    for (int i = 0; i < rows; i++) {
      long sum = a[i] + b[i];
      suspicious |= (a[i] ^ sum) & (b[i] ^ sum);
      target[i] = sum;
    }
    return suspicious;
  }

  static long subtract(long[] a, long[] b, int rows, long[] target) {
    long suspicious = 0;
    for (int i = 0; i < rows; i++) {
      long difference = a[i] - b[i];
      suspicious |= (a[i] ^ b[i]) & (a[i] ^ difference);
      target[i] = difference;
    }
    return suspicious;
  }

  static long addScaled(long[] a, long aFactor, long[] b, long bFactor, int rows, long[] target) {
    for (int i = 0; i < rows; i++) {
      target[i] = a[i] * aFactor + b[i] * bFactor;
    }
    return 0;
  }

  static long multiply(long[] a, long[] b, int rows, long[] target) {
    for (int i = 0; i < rows; i++) {
      target[i] = a[i] * b[i];
    }
    return 0;
  }

  static long multiplyChecked(long[] a, long[] b, int rows, long[] target) {
    long wrong = 0;
    for (int i = 0; i < rows; i++) {
      long product = a[i] * b[i];
      wrong |= Math.multiplyHigh(a[i], b[i]) ^ (product >> 63);
      target[i] = product;
    }
    return wrong | -wrong;
  }

  static long outside(long[] values, int rows, long minimum, long maximum) {
    if (minimum == Long.MIN_VALUE) {
      return 0;
    }
    long outside = 0;
    for (int i = 0; i < rows; i++) {
      outside |= (values[i] - minimum) | (maximum - values[i]);
    }
    return outside;
  }
}
