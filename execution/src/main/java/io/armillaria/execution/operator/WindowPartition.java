package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;

/// One partition of a window's rows: those from `from` to `to`. Rows that are equal in the window's
/// order are peers.
final class WindowPartition {
  private final Query query;
  private final WindowRows rows;
  private final int from;
  private final int to;
  // by a row's distance from `from`
  private final int[] peersFrom;
  private final int[] peersTo;

  WindowPartition(Query query, WindowRows rows, int number) {
    this.query = query;
    this.rows = rows;
    from = rows.starts()[number];
    to = rows.starts()[number + 1];
    peersFrom = new int[to - from];
    peersTo = new int[to - from];
    RowOrder order = new RowOrder(rows.columns(), rows.order());
    int start = from;
    for (int row = from + 1; row <= to; row++) {
      query.check(row);
      if (row == to || order.compare(row - 1, row) != 0) {
        for (int peer = start; peer < row; peer++) {
          peersFrom[peer - from] = start;
          peersTo[peer - from] = row;
        }
        start = row;
      }
    }
  }

  /// Called for each row of a loop over the partition, to notice that the statement was cancelled.
  void check(int row) {
    query.check(row);
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  int peersFrom(int row) {
    return peersFrom[row - from];
  }

  int peersTo(int row) {
    return peersTo[row - from];
  }

  /// A column of the window's rows.
  ColumnVector column(int place) {
    return rows.columns()[place];
  }

  /// Whether the window's only sort key descends.
  boolean descending() {
    return rows.order().getFirst().descending();
  }
}
