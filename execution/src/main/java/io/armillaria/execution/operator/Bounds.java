package io.armillaria.execution.operator;

import java.math.BigInteger;
import java.util.Arrays;

/// Compares values as statistics hold them.
final class Bounds {
  private Bounds() {}

  static int compare(Object a, Object b) {
    return switch (a) {
      case Long x -> Long.compare(x, (Long) b);
      // Double.compare tells the zeros apart, SQL does not
      case Double x -> Double.compare(x + 0.0, (Double) b + 0.0);
      case BigInteger x -> x.compareTo((BigInteger) b);
      case byte[] x -> Arrays.compareUnsigned(x, (byte[]) b);
      default -> throw new IllegalArgumentException(a.getClass().getName());
    };
  }
}
