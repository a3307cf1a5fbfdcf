package io.armillaria.execution.expression;

/// SQL's order of doubles: NaN equals NaN and is above all other values; the two zeros are equal.
public final class Doubles {
  private Doubles() {}

  public static boolean equal(double a, double b) {
    return a == b || (Double.isNaN(a) && Double.isNaN(b));
  }

  public static boolean less(double a, double b) {
    return a < b || (Double.isNaN(b) && !Double.isNaN(a));
  }

  public static int compare(double a, double b) {
    return Double.compare(a + 0.0, b + 0.0);
  }
}
