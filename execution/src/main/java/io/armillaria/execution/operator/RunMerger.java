package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;

/// Merges sorted runs: a heap of them by their first rows.
final class RunMerger implements Operator {
  private final Query query;
  private final DataType.Layout[] layouts;
  private final RowComparison order;
  private final Run[] heap;
  private int size;

  private static final class Run {
    final SpilledRows rows;
    Batch batch;
    int page;
    int row;

    Run(SpilledRows rows) {
      this.rows = rows;
    }

    /// Goes on to the next row; false at the end.
    boolean advance() {
      if (batch != null && ++row < batch.rows()) {
        return true;
      }
      batch = page < rows.pages() ? rows.read(page++) : null;
      row = 0;
      return batch != null;
    }
  }

  RunMerger(Query query, List<SpilledRows> runs, List<DataType> types, List<SortKey> keys) {
    this.query = query;
    this.layouts = types.stream().map(DataType::layout).toArray(DataType.Layout[]::new);
    this.order = new RowComparison(keys);
    this.heap = new Run[runs.size()];
    for (SpilledRows rows : runs) {
      Run run = new Run(rows);
      if (run.advance()) {
        heap[size++] = run;
      }
    }
    for (int i = size / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  @Override
  public Batch next() {
    query.check();
    GrowingColumn[] columns = GrowingColumn.of(layouts);
    int rows = 0;
    for (; rows < Batch.CAPACITY && size > 0; rows++) {
      Run first = heap[0];
      for (int i = 0; i < columns.length; i++) {
        columns[i].append(first.batch.columns()[i], first.row);
      }
      if (!first.advance()) {
        heap[0] = heap[--size];
      }
      sink(0);
    }
    return rows == 0
        ? null
        : new Batch(
            Arrays.stream(columns).map(GrowingColumn::vector).toArray(ColumnVector[]::new), rows);
  }

  private void sink(int from) {
    Run run = heap[from];
    int at = from;
    for (int child = 2 * at + 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && before(heap[child + 1], heap[child])) {
        child++;
      }
      if (!before(heap[child], run)) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = run;
  }

  private boolean before(Run a, Run b) {
    return order.compare(a.batch.columns(), a.row, b.batch.columns(), b.row) < 0;
  }
}
