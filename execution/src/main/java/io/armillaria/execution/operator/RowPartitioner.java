package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.memory.SpillWriter;
import io.armillaria.execution.memory.SpilledRows;

/// Writes one worker's rows to files, parted by the hash of some columns.
final class RowPartitioner implements Sink {
  private static final int LARGE_PAGE = 1 << 15;

  private final Query query;
  private final int[] keyColumns;
  private final int shift;
  private final SpillWriter[] writers;
  private final Reservation memory;
  private final long[] hashes = new long[Batch.CAPACITY];
  private final int[][] rows;
  private final int[] counts;

  /// @param allotment has memory for its pages
  /// @param parts where the rows go, two to the power of `bits`; a single one takes all
  /// @param level which bits of the hash are looked at, see [HashRange]
  RowPartitioner(
      Query query, Allotment allotment, SpilledSide.Use use, SpilledRows[] parts, int level) {
    this.query = query;
    this.keyColumns = use.keyColumns();
    this.shift = HashRange.shift(level, Integer.numberOfTrailingZeros(parts.length));
    this.memory = query.reserve(use.holder(), allotment.each());
    int pageBytes =
        memory.tryHold((long) LARGE_PAGE * parts.length) ? LARGE_PAGE : allotment.pageBytes();
    this.writers = new SpillWriter[parts.length];
    for (int i = 0; i < parts.length; i++) {
      writers[i] = new SpillWriter(parts[i], use.types(), pageBytes);
    }
    this.rows = new int[parts.length][Batch.CAPACITY];
    this.counts = new int[parts.length];
  }

  @Override
  public void take(Batch batch, int morsel) {
    add(batch);
  }

  void add(Batch batch) {
    query.check();
    query.progress().expect(batch.selected());
    if (writers.length == 1) {
      writers[0].add(batch);
      return;
    }
    Hashes.of(Keys.of(batch.columns(), keyColumns), batch.selection(), batch.selected(), hashes);
    for (int k = 0; k < batch.selected(); k++) {
      int row = batch.selection() == null ? k : batch.selection()[k];
      int part = (int) (hashes[row] >>> shift) & (writers.length - 1);
      rows[part][counts[part]++] = row;
    }
    for (int part = 0; part < writers.length; part++) {
      if (counts[part] > 0) {
        writers[part].add(batch.columns(), rows[part], counts[part]);
        counts[part] = 0;
      }
    }
  }

  /// Writes what waits for a page to be full.
  void finish() {
    for (SpillWriter writer : writers) {
      writer.flush();
    }
    memory.close();
  }
}
