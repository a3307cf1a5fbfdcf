package io.armillaria.execution.operator;

import io.armillaria.execution.plan.Frame;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;

/// The frames of a partition's rows. A frame is at most three ranges of rows: a hole, for what is
/// excluded, and in it again the row itself. Shows one row's frame at a time.
final class RowFrames {
  private final Query query;
  private final WindowPartition partition;
  private final Frame.Exclusion exclusion;
  // ends are exclusive; by a row's distance from the partition's first one
  private final int[] starts;
  private final int[] ends;
  private final int[] from = new int[3];
  private final int[] to = new int[3];
  private int ranges;

  RowFrames(Query query, WindowPartition partition, Frame frame) {
    this.query = query;
    this.partition = partition;
    this.exclusion = frame.exclusion();
    starts = bounds(frame, frame.start(), true);
    ends = bounds(frame, frame.end(), false);
  }

  /// Shows the frame of `row`; notices now and then that the statement was cancelled.
  void show(int row) {
    query.check(row);
    int start = starts[row - partition.from()];
    int end = Math.max(start, ends[row - partition.from()]);
    ranges = 0;
    switch (exclusion) {
      case NOTHING -> add(start, end);
      case CURRENT_ROW -> around(start, end, row, row + 1);
      case PEERS -> around(start, end, partition.peersFrom(row), partition.peersTo(row));
      case OTHER_PEERS -> {
        add(start, Math.min(end, partition.peersFrom(row)));
        add(Math.max(start, row), Math.min(end, row + 1));
        add(Math.max(start, partition.peersTo(row)), end);
      }
    }
  }

  /// How many ranges the frame has; none of them is empty, and they ascend.
  int ranges() {
    return ranges;
  }

  int from(int range) {
    return from[range];
  }

  int to(int range) {
    return to[range];
  }

  private void around(int start, int end, int holeFrom, int holeTo) {
    add(start, Math.min(end, holeFrom));
    add(Math.max(start, holeTo), end);
  }

  private void add(int start, int end) {
    if (start < end) {
      from[ranges] = start;
      to[ranges++] = end;
    }
  }

  private int[] bounds(Frame frame, Frame.Bound bound, boolean start) {
    int first = partition.from();
    int last = partition.to();
    int[] result = new int[last - first];
    switch (bound) {
      case Frame.Unbounded _ -> java.util.Arrays.fill(result, start ? first : last);
      case Frame.CurrentRow _ -> {
        for (int row = first; row < last; row++) {
          query.check(row);
          int own = start ? row : row + 1;
          int peers = start ? partition.peersFrom(row) : partition.peersTo(row);
          result[row - first] = frame.rows() ? own : peers;
        }
      }
      case Frame.Rows(var count, boolean following) -> {
        long distance = distance(query.compiler().value(count));
        for (int row = first; row < last; row++) {
          query.check(row);
          long place = following ? row + distance : row - distance;
          result[row - first] = Math.clamp(start ? place : place + 1, first, last);
        }
      }
      case Frame.Value(int key, int limit) ->
          search(partition.column(key), partition.column(limit), start, result);
    }
    return result;
  }

  private static long distance(Object value) {
    if (value == null || (Long) value < 0) {
      throw new Failure.InvalidArgument(
              "The offset of a window's frame must not be "
                  + (value == null ? "NULL." : "negative, but is " + value + "."))
          .raise();
    }
    return Math.min((Long) value, Integer.MAX_VALUE);
  }

  /// For each row the first one whose key does not come before its limit, or for an end the first
  /// one whose key comes after it. NULLs stand together at one end of the partition.
  private void search(ColumnVector keys, ColumnVector limits, boolean start, int[] result) {
    int first = partition.from();
    int low = first;
    int high = partition.to();
    while (low < high && keys.isNull(low)) {
      low++;
    }
    while (low < high && keys.isNull(high - 1)) {
      high--;
    }
    for (int row = first; row < partition.to(); row++) {
      query.check(row);
      if (keys.isNull(row)) {
        result[row - first] = start ? partition.peersFrom(row) : partition.peersTo(row);
        continue;
      }
      int left = low;
      int right = high;
      while (left < right) {
        int middle = (left + right) >>> 1;
        int order = RowOrder.compare(keys, middle, limits, row);
        order = partition.descending() ? -order : order;
        if (order < 0 || (!start && order == 0)) {
          left = middle + 1;
        } else {
          right = middle;
        }
      }
      result[row - first] = left;
    }
  }
}
