package io.armillaria.execution.operator;

import io.armillaria.storage.column.LongVector;

/// The rows of each value of a column of layout LONG whose values lie close together: an array by
/// value. Rows that are NULL are left out. Immutable once built.
final class DenseIndex {
  private static final long SMALL = 1L << 20;
  private static final long LARGEST = 1L << 28;
  private static final int PLACES_PER_ROW = 16;

  private final long least;
  // one more than the first row of a value; 0 for none
  private final int[] heads;
  // one more than the row after a row; null while each value has one row
  private int[] next;

  private DenseIndex(long least, int places) {
    this.least = least;
    this.heads = new int[places];
  }

  /// Null when the values do not lie close enough together.
  static DenseIndex of(Query query, LongVector column, int rows) {
    long[] values = column.values();
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      query.check(i);
      if (!column.isNull(i)) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
    }
    long range = least > greatest ? 0 : greatest - least;
    if (range < 0 || range >= Math.min(LARGEST, Math.max(SMALL, (long) PLACES_PER_ROW * rows))) {
      return null;
    }
    DenseIndex index = new DenseIndex(least, (int) range + 1);
    for (int row = rows - 1; row >= 0; row--) {
      query.check(row);
      if (!column.isNull(row)) {
        index.link(values[row], row, rows);
      }
    }
    return index;
  }

  private void link(long value, int row, int rows) {
    int place = (int) (value - least);
    if (heads[place] != 0) {
      if (next == null) {
        next = new int[rows];
      }
      next[row] = heads[place];
    }
    heads[place] = row + 1;
  }

  /// One more than the first row with that value; 0 when there is none.
  int first(long value) {
    long place = value - least;
    return Long.compareUnsigned(place, heads.length) < 0 ? heads[(int) place] : 0;
  }

  /// One more than the row after `row`, ascending; 0 at the end.
  int after(int row) {
    return next == null ? 0 : next[row];
  }
}
