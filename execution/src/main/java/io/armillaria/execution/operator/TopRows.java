package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;
import java.util.List;

/// Leaves out rows of one worker that cannot be among the first ones of a sort. They are shown in
/// the order of the input, so of equal rows those that come later.
final class TopRows {
  /// With more first rows all rows are kept.
  static final int LARGEST = 1 << 14;

  private static final int LEAST = 4 * Batch.CAPACITY;

  private final Query query;
  private final List<SortKey> keys;
  private final RowComparison order;
  private final int most;
  private final int[] chosen = new int[Batch.CAPACITY];
  // the last of the first rows so far; null while there are fewer
  private ColumnVector[] columns;
  private int last;

  /// @param most how many first rows are wanted
  TopRows(Query query, List<SortKey> keys, int most) {
    this.query = query;
    this.keys = keys;
    this.order = new RowComparison(keys);
    this.most = most;
  }

  /// The rows of a batch that come before the last of the first rows; null for none. Valid until
  /// the next call.
  Batch before(Batch batch) {
    if (columns == null) {
      return batch;
    }
    Batch likely = byFirstKey(batch);
    int count = 0;
    for (int k = 0; k < likely.selected(); k++) {
      int row = likely.selection() == null ? k : likely.selection()[k];
      if (order.compare(batch.columns(), row, columns, last) < 0) {
        chosen[count++] = row;
      }
    }
    return count == 0 ? null : batch.select(chosen, count);
  }

  /// The first rows alone, when enough others are among them.
  RowCollector shortened(RowCollector rows) {
    if (rows.rows() < Math.max(2 * most, LEAST)) {
      return rows;
    }
    RowSet all = rows.rowSet();
    int[] sorted = IndexSort.sorted(query, all.columns(), keys, all.rows());
    int[] first = Arrays.copyOf(sorted, most);
    Arrays.sort(first);
    RowCollector kept = rows.retain(first);
    columns = kept.rowSet().columns();
    last = Arrays.binarySearch(first, sorted[most - 1]);
    return kept;
  }

  /// Without the rows that a first key of layout LONG rules out.
  private Batch byFirstKey(Batch batch) {
    SortKey key = keys.getFirst();
    if (!(batch.columns()[key.column()] instanceof LongVector first)
        || first.nulls() != null
        || columns[key.column()].isNull(last)) {
      return batch;
    }
    long bound = ((LongVector) columns[key.column()]).values()[last];
    long[] values = first.values();
    int count = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int row = batch.selection() == null ? k : batch.selection()[k];
      chosen[count] = row;
      count += (key.descending() ? values[row] >= bound : values[row] <= bound) ? 1 : 0;
    }
    return batch.select(chosen, count);
  }
}
