package io.armillaria.execution.batch;

import java.util.concurrent.atomic.LongAdder;

/// How far a query is, in rows of tables read or passed over, and rows of temporary files. Safe for
/// many threads.
public final class Progress {
  private final LongAdder toRead = new LongAdder();
  private final LongAdder read = new LongAdder();
  private double shown;

  /// More rows are to be read than was known.
  public void expect(long rows) {
    toRead.add(rows);
  }

  public void read(long rows) {
    read.add(rows);
  }

  public long rowsRead() {
    return read.sum();
  }

  /// An estimate: what is read twice, or not at all, is not foreseen.
  public long rowsToRead() {
    return Math.max(toRead.sum(), rowsRead());
  }

  /// From 0 to 1, never less than it was.
  public synchronized double fraction() {
    long all = rowsToRead();
    shown = Math.max(shown, all == 0 ? 0 : (double) rowsRead() / all);
    return shown;
  }
}
