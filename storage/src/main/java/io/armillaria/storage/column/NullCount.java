package io.armillaria.storage.column;

/// Counting and skipping NULL rows.
final class NullCount {
  private NullCount() {}

  static int of(boolean[] nulls, int from, int rows) {
    int count = 0;
    if (nulls != null) {
      for (int i = from; i < from + rows; i++) {
        count += nulls[i] ? 1 : 0;
      }
    }
    return count;
  }

  /// The first row from `from` on that is not NULL.
  static int firstValue(boolean[] nulls, int from) {
    int row = from;
    while (nulls[row]) {
      row++;
    }
    return row;
  }
}
