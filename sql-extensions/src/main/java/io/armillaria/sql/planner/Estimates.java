package io.armillaria.sql.planner;

/// Counting different values of samples.
final class Estimates {
  private static final int STEPS = 40;

  private Estimates() {}

  /// How many different values `left` of `rows` rows have that have `distinct` in all, each about
  /// as often.
  static double drawn(double distinct, double rows, double left) {
    if (rows <= 0 || left >= rows) {
      return distinct;
    }
    double each = rows / Math.max(1, distinct);
    return distinct * (1 - Math.pow(1 - left / rows, each));
  }

  /// How many values there are to choose from when `rows` rows show `distinct` of them; at most
  /// `most`.
  static double domain(double distinct, double rows, double most) {
    if (distinct >= rows * 0.99) {
      return most;
    }
    double low = distinct;
    double high = most;
    for (int i = 0; i < STEPS && high - low > 1; i++) {
      double middle = (low + high) / 2;
      double shown = middle * -Math.expm1(-rows / middle);
      if (shown < distinct) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.min(most, high);
  }
}
