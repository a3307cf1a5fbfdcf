package io.armillaria.sqlline;

import io.armillaria.jdbc.QueryProgress;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/// One line that shows how far a call is which takes long, and goes when the call returns.
///
/// `running` is set while a call runs, `width` is that of the line on the screen, 0 for none; both
/// are guarded by this, so that nothing is drawn behind a call's back.
final class QueryBar {
  private static final long PATIENCE_NANOS = 500_000_000;
  private static final int EVERY_MILLIS = 100;
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final LongSupplier clock;
  private QueryProgress running;
  private long started;
  private long since;
  private int width;

  /// @param clock nanoseconds from any beginning
  QueryBar(PrintStream out, LongSupplier clock) {
    this.out = out;
    this.clock = clock;
  }

  /// Draws again and again, in a thread that keeps no JVM alive.
  QueryBar start() {
    Thread.ofPlatform()
        .daemon()
        .name("armillaria-console-progress")
        .start(
            () -> {
              while (true) {
                draw();
                try {
                  Thread.sleep(EVERY_MILLIS);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    return this;
  }

  /// A statement begins to run; its progress is looked at from other threads.
  synchronized void begin(QueryProgress progress) {
    started = clock.getAsLong();
    resume(progress);
  }

  /// A further call to its result.
  synchronized void resume(QueryProgress progress) {
    running = progress;
    since = clock.getAsLong();
  }

  synchronized void end() {
    running = null;
    if (width > 0) {
      out.print("\r" + " ".repeat(width) + "\r");
      out.flush();
      width = 0;
    }
  }

  /// Shows how far the call is that runs now, if it has for long enough to be worth a line.
  synchronized void draw() {
    long now = clock.getAsLong();
    if (running != null && now - since >= PATIENCE_NANOS) {
      String line = line(running, now - started);
      out.print("\r" + line + " ".repeat(Math.max(0, width - line.length())));
      out.flush();
      width = Math.max(width, line.length());
    }
  }

  private static String line(QueryProgress progress, long nanos) {
    if (progress.rowsToRead() == 0) {
      return String.format(Locale.ROOT, "  running  %.1f s", nanos / 1e9);
    }
    double fraction = Math.clamp(progress.fraction(), 0, 1);
    int filled = (int) (fraction * WIDTH);
    return String.format(
        Locale.ROOT,
        "  [%s%s] %3d %%  %,d of %,d rows  %.1f s",
        "=".repeat(filled),
        " ".repeat(WIDTH - filled),
        (int) (fraction * 100),
        progress.rowsRead(),
        progress.rowsToRead(),
        nanos / 1e9);
  }
}
