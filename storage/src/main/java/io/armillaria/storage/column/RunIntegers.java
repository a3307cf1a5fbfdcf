package io.armillaria.storage.column;

import java.util.Arrays;

/// RUNS: runs of equal numbers. After the header (whose base is 0) come two [Integers] sections:
/// the first row of each run, ascending from 0, and the number of each run.
record RunIntegers(int count, long end, Integers starts, Integers numbers) implements Integers {
  static RunIntegers open(ChunkBytes bytes, long body, int count, String what) {
    Integers starts = Integers.open(bytes, body, what);
    Integers numbers = Integers.open(bytes, starts.end(), starts.count(), what);
    if (starts instanceof RunIntegers || numbers instanceof RunIntegers) {
      throw ChunkBytes.corrupt(what + " nests runs");
    }
    if (count == 0 || starts.count() == 0 || starts.get(0) != 0) {
      throw ChunkBytes.corrupt(what + " has runs that do not begin at row 0");
    }
    return new RunIntegers(count, numbers.end(), starts, numbers);
  }

  @Override
  public long get(int row) {
    return numbers.get(run(row));
  }

  @Override
  public void read(int from, int rows, long[] values, int at) {
    int row = from;
    int end = from + rows;
    for (int run = rows == 0 ? 0 : run(from); row < end; run++) {
      int next = Math.min(end, after(run));
      Arrays.fill(values, at + row - from, at + next - from, numbers.get(run));
      row = next;
    }
  }

  @Override
  public void read(int from, int rows, int[] values, int at) {
    int row = from;
    int end = from + rows;
    for (int run = rows == 0 ? 0 : run(from); row < end; run++) {
      int next = Math.min(end, after(run));
      Arrays.fill(values, at + row - from, at + next - from, (int) numbers.get(run));
      row = next;
    }
  }

  private int after(int run) {
    return run + 1 < starts.count() ? (int) starts.get(run + 1) : count;
  }

  /// The last run that starts at or before `row`.
  private int run(int row) {
    int low = 0;
    int high = starts.count() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (starts.get(middle) <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
