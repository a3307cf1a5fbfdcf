package io.armillaria.execution.batch;

import io.armillaria.storage.column.ColumnVector;

/// Up to [#CAPACITY] rows in columns, small enough to stay in the first-level cache.
///
/// `columns` hold `rows` values each. `selection` is null when all rows count; otherwise the rows
/// that count are `selection[0 .. selected)`, ascending. A batch and its arrays belong to the
/// operator that made it and hold until its next call: who keeps rows copies them. Only the bytes
/// of a BytesVector are never changed once they were handed out, so copies may share them.
public record Batch(ColumnVector[] columns, int rows, int[] selection, int selected) {
  public static final int CAPACITY = 1024;

  public Batch(ColumnVector[] columns, int rows) {
    this(columns, rows, null, rows);
  }

  /// The same columns with fewer rows that count.
  public Batch select(int[] narrower, int count) {
    return new Batch(columns, rows, narrower, count);
  }

  /// The same columns, where of the rows that count only those from number `from` to `to` do.
  public Batch part(int from, int to) {
    int[] narrower = new int[to - from];
    for (int k = from; k < to; k++) {
      narrower[k - from] = selection == null ? k : selection[k];
    }
    return select(narrower, narrower.length);
  }

  /// Whether computing all rows costs more than computing only those that count.
  public boolean sparse() {
    return selection != null && selected * 4 < rows;
  }
}
