package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/// COUNT, SUM and AVG of distinct values. Follows the frame from row to row and counts how often it
/// has each value, so that a row costs as much as enters and leaves the frame there.
///
/// @param totals makes the sum of values: it is given one of each, and how many there are
record DistinctFrames(
    Query query,
    int[] arguments,
    List<DataType> types,
    BiFunction<ColumnVector[], Integer, DistinctTotal> totals)
    implements WindowFunction {
  @Override
  public void compute(WindowPartition partition, RowFrames frames, GroupValues results) {
    Run run = new Run(partition);
    for (int row = partition.from(); row < partition.to(); row++) {
      frames.show(row);
      run.follow(frames);
      run.total.set(results, row, run.distinct);
    }
  }

  private final class Run {
    private final int first;
    // the number of each row's value, -1 for NULL
    private final int[] values;
    private final int[] times;
    private final DistinctTotal total;
    private final int[] from = new int[3];
    private final int[] to = new int[3];
    private int ranges;
    private int distinct;

    Run(WindowPartition partition) {
      first = partition.from();
      values = new int[partition.to() - first];
      GroupTable table = new GroupTable(query, types);
      ColumnVector[] columns =
          Arrays.stream(arguments).mapToObj(partition::column).toArray(ColumnVector[]::new);
      ColumnGatherer[] gatherers = ColumnGatherer.of(types);
      int[] groups = new int[Batch.CAPACITY];
      for (int at = 0; at < values.length; at += Batch.CAPACITY) {
        query.check(at);
        int count = Math.min(Batch.CAPACITY, values.length - at);
        ColumnVector[] slices = new ColumnVector[columns.length];
        for (int i = 0; i < slices.length; i++) {
          slices[i] = gatherers[i].slice(columns[i], first + at, count);
        }
        table.assign(slices, new Batch(slices, count), groups);
        for (int i = 0; i < count; i++) {
          values[at + i] = hasNull(slices, i) ? -1 : groups[i];
        }
      }
      times = new int[table.groups()];
      total = totals.apply(table.keys(), table.groups());
    }

    /// Takes in what the frame has now, lets go of what it had.
    void follow(RowFrames frames) {
      for (int range = 0; range < frames.ranges(); range++) {
        int at = frames.from(range);
        for (int old = 0; old < ranges; old++) {
          enter(at, Math.min(frames.to(range), from[old]));
          at = Math.max(at, to[old]);
        }
        enter(at, frames.to(range));
      }
      for (int old = 0; old < ranges; old++) {
        int at = from[old];
        for (int range = 0; range < frames.ranges(); range++) {
          leave(at, Math.min(to[old], frames.from(range)));
          at = Math.max(at, frames.to(range));
        }
        leave(at, to[old]);
      }
      ranges = frames.ranges();
      for (int range = 0; range < ranges; range++) {
        from[range] = frames.from(range);
        to[range] = frames.to(range);
      }
    }

    private void enter(int start, int end) {
      for (int row = start; row < end; row++) {
        int value = values[row - first];
        if (value >= 0 && times[value]++ == 0) {
          distinct++;
          total.add(value);
        }
      }
    }

    private void leave(int start, int end) {
      for (int row = start; row < end; row++) {
        int value = values[row - first];
        if (value >= 0 && --times[value] == 0) {
          distinct--;
          total.remove(value);
        }
      }
    }

    private static boolean hasNull(ColumnVector[] columns, int row) {
      for (ColumnVector column : columns) {
        if (column.isNull(row)) {
          return true;
        }
      }
      return false;
    }
  }
}
