package io.armillaria.storage.column;

/// Writes RUNS.
final class RunEncoder {
  /// Shorter runs on average decode faster in other kinds.
  private static final int SHORTEST = 8;

  private RunEncoder() {}

  /// About the size of the section; a size that never wins where the runs are short.
  static long leastBytes(IntegerProfile profile) {
    if ((long) profile.runs() * SHORTEST > profile.count()) {
      return Long.MAX_VALUE / 4;
    }
    int bits = profile.bits() + Integer.SIZE - Integer.numberOfLeadingZeros(profile.count());
    return 3L * Integers.HEADER + (long) profile.runs() * bits / 8;
  }

  static void write(ByteSink sink, long[] values, int from, IntegerProfile profile) {
    long[] starts = new long[profile.runs()];
    long[] numbers = new long[profile.runs()];
    int run = 0;
    for (int i = 0; i < profile.count(); i++) {
      if (i == 0 || values[from + i] != values[from + i - 1]) {
        starts[run] = i;
        numbers[run++] = values[from + i];
      }
    }
    IntegerEncoder.header(sink, Integers.RUNS, 0, profile.count(), 0);
    write(sink, starts);
    write(sink, numbers);
  }

  /// Runs of runs are not worth their reading.
  private static void write(ByteSink sink, long[] values) {
    IntegerProfile profile = IntegerProfile.of(values, 0, values.length);
    IntegerEncoder.writeWithoutRuns(sink, values, profile);
  }
}
