package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.Reservation;
import java.util.List;

/// One worker's rows of a sort: kept, or given to [SortRuns] when memory is short.
final class SortSink implements Sink {
  /// The sort, and each row's place.
  private static final int BYTES_A_ROW = IndexSort.BYTES_A_ROW + Long.BYTES;

  private final SortRuns runs;
  private final Reservation memory;
  private final int copies;
  // null where all rows are wanted, or many
  private final TopRows top;
  private RowCollector rows;
  private int lastMorsel = -1;
  // rows of the last morsel so far, in files and here
  private int morselRows;
  // how many rows of its morsel came before the first row here
  private int before;

  SortSink(Query query, SortRuns runs) {
    this.runs = runs;
    this.memory = runs.worker();
    // the rows of several workers are put together by copying them
    this.copies = query.threads() > 1 ? 2 : 1;
    this.rows = new RowCollector(runs.types());
    this.top = runs.top();
  }

  Reservation memory() {
    return memory;
  }

  @Override
  public void take(Batch batch, int morsel) {
    Batch wanted = top == null ? batch : top.before(batch);
    if (wanted != null) {
      keep(wanted, morsel);
    }
  }

  private void keep(Batch batch, int morsel) {
    if (!memory.tryHold(needed(batch))) {
      spill();
      if (!memory.tryHold(needed(batch)) && batch.selected() > 1) {
        int half = batch.selected() / 2;
        keep(batch.part(0, half), morsel);
        keep(batch.part(half, batch.selected()), morsel);
        return;
      }
      memory.hold(needed(batch));
    }
    if (morsel != lastMorsel) {
      lastMorsel = morsel;
      morselRows = 0;
    }
    if (rows.rows() == 0) {
      before = morselRows;
    }
    rows.append(batch, morsel);
    morselRows += batch.selected();
    rows = top == null ? rows : top.shortened(rows);
  }

  /// Writes the rows to a file and forgets them.
  void spill() {
    if (rows.rows() == 0) {
      return;
    }
    runs.add(rows.rowSet(), rows.places(before));
    rows = new RowCollector(runs.types());
    memory.close();
  }

  static RowSet inOrder(Query query, List<SortSink> sinks) {
    return RowCollector.inOrder(sinks.stream().map(sink -> sink.rows).toList(), query::check);
  }

  /// Bytes of its rows, and of their places in the order.
  long bytes() {
    return rows.bytes() + (long) Integer.BYTES * rows.rows();
  }

  private long needed(Batch batch) {
    return copies * rows.bytes()
        + rows.growth(batch)
        + (long) BYTES_A_ROW * (rows.rows() + batch.selected());
  }
}
