package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// LAG and LEAD. A negative distance goes the other way, a NULL one gives NULL.
record ShiftedValues(boolean lead, boolean ignoreNulls, int[] arguments) implements WindowFunction {
  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    ColumnVector values = partition.column(arguments[0]);
    NonNullRows rows = new NonNullRows(partition, values, ignoreNulls);
    for (int row = partition.from(); row < partition.to(); row++) {
      partition.check(row);
      long distance = distance(partition, row);
      if (distance == Long.MIN_VALUE) {
        continue;
      }
      long target = target(rows, row, lead ? distance : -distance);
      if (distance == 0) {
        copy(values, row, results, row);
      } else if (target >= 0 && target < rows.count()) {
        copy(values, rows.row((int) target), results, row);
      } else if (arguments.length > 2) {
        copy(partition.column(arguments[2]), row, results, row);
      }
    }
  }

  /// The number of the row that many counting rows away; a row that does not count stands between
  /// its neighbours.
  private static long target(NonNullRows rows, int row, long distance) {
    int before = rows.before(row);
    boolean counts = rows.before(row + 1) > before;
    return before + distance - (counts || distance <= 0 ? 0 : 1);
  }

  /// MIN_VALUE for NULL.
  private long distance(WindowPartition partition, int row) {
    if (arguments.length < 2) {
      return 1;
    }
    ColumnVector column = partition.column(arguments[1]);
    return column.isNull(row)
        ? Long.MIN_VALUE
        : Math.clamp(((LongVector) column).values()[row], -Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private static void copy(ColumnVector from, int source, GroupValues results, int row) {
    if (!from.isNull(source)) {
      results.set(row, from, source);
    }
  }
}
