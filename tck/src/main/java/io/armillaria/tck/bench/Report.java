package io.armillaria.tck.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Prints what a suite measures: notes as they come, and the table with its ratios at the end.
final class Report {
  private final PrintStream out;
  private final List<Figure> figures = new ArrayList<>();

  Report(PrintStream out) {
    this.out = out;
  }

  /// A line for people: absolute times, sizes, what ran.
  void note(String line) {
    out.println("  " + line);
  }

  void add(String name, String what, double value, Figure.Goal goal) {
    figures.add(new Figure(name, what, value, goal));
    note(String.format(Locale.ROOT, "%s: %.3f (%s)", name, value, what));
  }

  void print() {
    out.println();
    out.printf("%-26s %10s  %-8s %-6s  %s%n", "figure", "ratio", "goal", "", "what");
    figures.forEach(figure -> out.println(figure.row()));
    out.println();
    figures.forEach(figure -> out.println(figure.ratio()));
  }
}
