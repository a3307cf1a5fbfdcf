package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnVector;
import java.util.Arrays;

/// COUNT, by how many rows before each row count.
record FrameCounts(int[] arguments) implements WindowFunction {
  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    int[] before = before(partition, arguments);
    for (int row = partition.from(); row < partition.to(); row++) {
      frames.show(row);
      results.set(row, (long) count(before, partition, frames));
    }
  }

  /// How many rows before each row, and before the partition's end, have no NULL argument.
  static int[] before(WindowPartition partition, int[] arguments) {
    ColumnVector[] columns =
        Arrays.stream(arguments).mapToObj(partition::column).toArray(ColumnVector[]::new);
    int first = partition.from();
    int[] before = new int[partition.to() - first + 1];
    for (int row = first; row < partition.to(); row++) {
      partition.check(row);
      int counts = 1;
      for (ColumnVector column : columns) {
        counts = column.isNull(row) ? 0 : counts;
      }
      before[row - first + 1] = before[row - first] + counts;
    }
    return before;
  }

  /// How many rows of the frame count.
  static int count(int[] before, WindowPartition partition, RowFrames frames) {
    int count = 0;
    for (int range = 0; range < frames.ranges(); range++) {
      count +=
          before[frames.to(range) - partition.from()]
              - before[frames.from(range) - partition.from()];
    }
    return count;
  }
}
