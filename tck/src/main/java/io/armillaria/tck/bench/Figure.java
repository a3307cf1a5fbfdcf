package io.armillaria.tck.bench;

import java.util.Locale;

/// One line of a suite's table.
///
/// @param name a word for programs, such as `commit-to-force`
/// @param what the figure, for people
/// @param goal what it is to reach, such as `<= 1.5`
record Figure(String name, String what, double value, Goal goal) {

  /// A bound.
  record Goal(boolean atMost, double bound) {
    static Goal atMost(double bound) {
      return new Goal(true, bound);
    }

    static Goal atLeast(double bound) {
      return new Goal(false, bound);
    }

    boolean reached(double value) {
      return atMost ? value <= bound : value >= bound;
    }

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %.2f", atMost ? "<=" : ">=", bound);
    }
  }

  String row() {
    return String.format(
        Locale.ROOT,
        "%-26s %10.3f  %-8s %-6s  %s",
        name,
        value,
        goal,
        goal.reached(value) ? "met" : "MISSED",
        what);
  }

  String ratio() {
    return String.format(Locale.ROOT, "RATIO %s %.3f", name, value);
  }
}
