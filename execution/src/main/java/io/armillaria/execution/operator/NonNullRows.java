package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;

/// Finds the rows of a partition that count, by their number: all of them, or only those in which a
/// column is not NULL.
final class NonNullRows {
  private final int first;
  private final int count;
  // null when all rows count
  private final int[] rows;
  // how many rows before a row count, by its distance from the first row
  private final int[] before;

  NonNullRows(WindowPartition partition, ColumnVector column, boolean ignoreNulls) {
    first = partition.from();
    int size = partition.to() - first;
    if (!ignoreNulls || column.nulls() == null) {
      rows = null;
      before = null;
      count = size;
      return;
    }
    rows = new int[size];
    before = new int[size + 1];
    int found = 0;
    for (int i = 0; i < size; i++) {
      partition.check(i);
      before[i] = found;
      if (!column.isNull(first + i)) {
        rows[found++] = first + i;
      }
    }
    before[size] = found;
    count = found;
  }

  int count() {
    return count;
  }

  /// How many rows before `row` count; `row` may be the partition's end.
  int before(int row) {
    return before == null ? row - first : before[row - first];
  }

  /// The row of that number, from 0.
  int row(int number) {
    return rows == null ? first + number : rows[number];
  }
}
