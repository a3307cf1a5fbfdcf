package io.armillaria.sqlline;

import java.io.PrintStream;
import java.util.Locale;

/// One line that shows how far a load is. Without a terminal it is printed once, at the end.
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final long EVERY_NANOS = 100_000_000;

  private final PrintStream out;
  private final String label;
  private final long total;
  private final long started = System.nanoTime();

  private final boolean live = isTerminal();

  private long shown = started;

  ProgressBar(PrintStream out, String label, long total) {
    this.out = out;
    this.label = label;
    this.total = total;
  }

  /// From JDK 25 on the console is null again where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    return System.console() != null && System.console().isTerminal();
  }

  void at(long done) {
    long now = System.nanoTime();
    if (live && now - shown > EVERY_NANOS) {
      shown = now;
      out.print("\r" + line(Math.min(done, total)));
      out.flush();
    }
  }

  void finish(long done) {
    out.println((live ? "\r" : "") + line(done));
  }

  private String line(long done) {
    int filled = total == 0 ? WIDTH : (int) Math.min(WIDTH, done * WIDTH / total);
    double seconds = (System.nanoTime() - started) / 1e9;
    return String.format(
        Locale.ROOT,
        "  %-9s [%s%s] %,9d rows  %5.1f s",
        label,
        "=".repeat(filled),
        " ".repeat(WIDTH - filled),
        done,
        seconds);
  }
}
