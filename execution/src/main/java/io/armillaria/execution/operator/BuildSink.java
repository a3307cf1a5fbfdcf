package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.memory.Reservation;

/// One worker's rows that are collected: kept, or parted into files when memory is short.
final class BuildSink implements Sink {
  private final Query query;
  private final SpilledSide spilled;
  private final Reservation memory;
  private final int copies;
  private RowCollector rows;
  private RowPartitioner partitioner;

  BuildSink(Query query, SpilledSide spilled) {
    this.query = query;
    this.spilled = spilled;
    this.memory = query.reserve(spilled.use().holder());
    // the rows of several workers are put together by copying them
    this.copies = query.threads() > 1 ? 2 : 1;
    this.rows = new RowCollector(spilled.use().types());
  }

  RowCollector rows() {
    return rows;
  }

  Reservation memory() {
    return memory;
  }

  @Override
  public void take(Batch batch, int morsel) {
    if (partitioner == null && (spilled.begun() || !fits(batch))) {
      spill();
    }
    if (partitioner != null) {
      partitioner.add(batch);
    } else {
      rows.append(batch, morsel);
    }
  }

  /// Writes what is left to be written.
  void spillAll() {
    if (partitioner == null) {
      spill();
    }
    partitioner.finish();
  }

  /// The rows have been copied and made ready: what that took is not needed any more.
  void settle() {
    memory.shrink(rows.bytes() + ready(rows.rows()));
    rows = null;
  }

  private boolean fits(Batch batch) {
    long needed =
        copies * rows.bytes() + rows.growth(batch) + ready(rows.rows() + batch.selected());
    if (spilled.use().spills()) {
      return memory.tryHold(needed);
    }
    memory.hold(needed);
    return true;
  }

  private long ready(int count) {
    return (long) spilled.use().bytesARow() * count;
  }

  private void spill() {
    partitioner = spilled.partitioner();
    Source source = new RowSetSource(query, rows.rowSet(), spilled.use().types());
    Source.Reader reader = source.reader();
    for (int morsel = 0; morsel < source.morsels(); morsel++) {
      reader.start(morsel);
      for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
        partitioner.add(batch);
      }
    }
    rows = null;
    memory.close();
  }
}
