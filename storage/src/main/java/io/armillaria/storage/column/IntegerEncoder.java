package io.armillaria.storage.column;

/// Writes an [Integers] section in the kind that is smallest, unless a kind that decodes faster is
/// nearly as small.
final class IntegerEncoder {
  private IntegerEncoder() {}

  static void write(ByteSink sink, long[] values, int from, int count) {
    write(sink, values, from, IntegerProfile.of(values, from, count));
  }

  /// Writes the numbers that `profile` describes.
  static void write(ByteSink sink, long[] values, int from, IntegerProfile profile) {
    if (writeTrivial(sink, values, from, profile)) {
      return;
    }
    LinearFit fit = LinearFit.paying(values, from, profile);
    long smallest = fit == null ? FrameEncoder.bytes(profile) : fit.bytes();
    if (2 * RunEncoder.leastBytes(profile) < smallest) {
      RunEncoder.write(sink, values, from, profile);
    } else {
      writeWithoutRuns(sink, values, from, profile, fit);
    }
  }

  static void writeWithoutRuns(ByteSink sink, long[] values, IntegerProfile profile) {
    if (!writeTrivial(sink, values, 0, profile)) {
      writeWithoutRuns(sink, values, 0, profile, LinearFit.paying(values, 0, profile));
    }
  }

  private static void writeWithoutRuns(
      ByteSink sink, long[] values, int from, IntegerProfile profile, LinearFit fit) {
    if (fit != null) {
      fit.write(sink);
    } else {
      FrameEncoder.write(sink, values, from, profile);
    }
  }

  /// Writes what lies in a narrow range, without looking for lines or runs.
  static void writeFlat(ByteSink sink, long[] values, IntegerProfile profile) {
    if (!writeTrivial(sink, values, 0, profile)) {
      FrameEncoder.write(sink, values, 0, profile);
    }
  }

  private static boolean writeTrivial(
      ByteSink sink, long[] values, int from, IntegerProfile profile) {
    if (profile.minimum() == profile.maximum()) {
      header(sink, Integers.CONSTANT, 0, profile.count(), profile.minimum());
      return true;
    }
    if (profile.even()) {
      header(sink, Integers.SEQUENCE, 0, profile.count(), values[from]);
      sink.putLong(values[from + 1] - values[from]);
      return true;
    }
    return false;
  }

  static void header(ByteSink sink, int kind, int width, int count, long base) {
    sink.putByte(kind);
    sink.putByte(width);
    sink.putShort(0);
    sink.putInt(count);
    sink.putLong(base);
  }
}
