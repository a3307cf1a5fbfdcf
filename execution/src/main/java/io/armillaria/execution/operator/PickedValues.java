package io.armillaria.execution.operator;

import io.armillaria.execution.plan.WindowCall.Pick;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;

/// FIRST_VALUE, LAST_VALUE and NTH_VALUE.
record PickedValues(Pick function, boolean ignoreNulls, int[] arguments) implements WindowFunction {
  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    ColumnVector values = partition.column(arguments[0]);
    NonNullRows rows = new NonNullRows(partition, values, ignoreNulls);
    for (int row = partition.from(); row < partition.to(); row++) {
      frames.show(row);
      int found = find(rows, frames, number(partition, row));
      if (found >= 0 && !values.isNull(found)) {
        results.set(row, values, found);
      }
    }
  }

  /// Which of the frame's rows is wanted, counted from 0, or from -1 downwards from its end;
  /// MAX_VALUE for none.
  private long number(WindowPartition partition, int row) {
    return switch (function) {
      case FIRST_VALUE -> 0;
      case LAST_VALUE -> -1;
      case NTH_VALUE -> {
        ColumnVector argument = partition.column(arguments[1]);
        if (argument.isNull(row)) {
          yield Long.MAX_VALUE;
        }
        long number = ((LongVector) argument).values()[row];
        if (number < 1) {
          throw new Failure.InvalidArgument("NTH_VALUE counts from 1, not " + number + ".").raise();
        }
        yield number - 1;
      }
    };
  }

  private static int find(NonNullRows rows, RowFrames frames, long number) {
    long left = number;
    if (number < 0) {
      for (int range = 0; range < frames.ranges(); range++) {
        left += rows.before(frames.to(range)) - rows.before(frames.from(range));
      }
    }
    for (int range = 0; range < frames.ranges() && left >= 0; range++) {
      int first = rows.before(frames.from(range));
      int count = rows.before(frames.to(range)) - first;
      if (left < count) {
        return rows.row(first + (int) left);
      }
      left -= count;
    }
    return -1;
  }
}
