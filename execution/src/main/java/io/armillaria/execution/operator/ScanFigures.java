package io.armillaria.execution.operator;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.util.concurrent.atomic.AtomicLong;

/// What a scan reads and what it is spared. Safe for many threads.
sealed interface ScanFigures {
  /// For runs that nobody wants figures of.
  ScanFigures NONE = new Ignored();

  /// Segments with rows, and how many of them were left out.
  void prune(int segments, int pruned);

  /// Values were decoded.
  void read(ColumnVector values, int rows);

  record Ignored() implements ScanFigures {
    @Override
    public void prune(int segments, int pruned) {}

    @Override
    public void read(ColumnVector values, int rows) {}
  }

  /// Adds them up.
  final class Counted implements ScanFigures {
    private final AtomicLong bytes = new AtomicLong();
    private volatile int segments;
    private volatile int pruned;

    @Override
    public void prune(int all, int without) {
      segments = all;
      pruned = without;
    }

    @Override
    public void read(ColumnVector values, int rows) {
      bytes.addAndGet(
          switch (values) {
            case LongVector _, DoubleVector _ -> 8L * rows;
            case Int128Vector _ -> 16L * rows;
            case BytesVector texts -> length(texts, rows);
          });
    }

    private static long length(BytesVector texts, int rows) {
      long length = 0;
      for (int i = 0; i < rows; i++) {
        length += texts.lengths()[i];
      }
      return length;
    }

    /// Of the values as they were decoded.
    long bytes() {
      return bytes.get();
    }

    int segments() {
      return segments;
    }

    int pruned() {
      return pruned;
    }
  }
}
