package io.armillaria.storage.column;

/// A line through each block of some ascending numbers, and how far each number is from it.
///
/// @param lines base and slope of each block, in turn
record LinearFit(long[] lines, long[] deviations, IntegerProfile profile) {
  private static final int FEW = 64;
  private static final long STEEPEST = 1L << (62 - LinearIntegers.SHIFT);

  /// The fit, or null where it saves no quarter of FRAME's bytes.
  static LinearFit paying(long[] values, int from, IntegerProfile profile) {
    if (!profile.ascending() || profile.count() < FEW || profile.bits() <= 4) {
      return null;
    }
    LinearFit fit = of(values, from, profile);
    return fit != null && 4 * fit.bytes() < 3 * FrameEncoder.bytes(profile) ? fit : null;
  }

  /// The fit, or null where a block rises too far for the slope's arithmetic.
  private static LinearFit of(long[] values, int from, IntegerProfile whole) {
    int count = whole.count();
    int blocks = (count + LinearIntegers.BLOCK - 1) / LinearIntegers.BLOCK;
    long[] lines = new long[2 * blocks];
    long[] deviations = new long[count];
    for (int block = 0; block < blocks; block++) {
      int first = block * LinearIntegers.BLOCK;
      int length = Math.min(LinearIntegers.BLOCK, count - first);
      long start = values[from + first];
      long rise = values[from + first + length - 1] - start;
      if (rise < 0 || rise >= STEEPEST) {
        return null;
      }
      long slope = (rise << LinearIntegers.SHIFT) / Math.max(1, length - 1);
      long least = 0;
      long scaled = 0;
      for (int i = first; i < first + length; i++) {
        deviations[i] = values[from + i] - start - (scaled >> LinearIntegers.SHIFT);
        least = Math.min(least, deviations[i]);
        scaled += slope;
      }
      for (int i = first; i < first + length; i++) {
        deviations[i] -= least;
      }
      lines[2 * block] = start + least;
      lines[2 * block + 1] = slope;
    }
    return new LinearFit(lines, deviations, IntegerProfile.of(deviations, 0, count));
  }

  long bytes() {
    long nested = profile.bits() == 0 ? Integers.HEADER : FrameEncoder.bytes(profile);
    return Integers.HEADER + (long) lines.length * Long.BYTES + nested;
  }

  void write(ByteSink sink) {
    IntegerEncoder.header(sink, Integers.LINEAR, 0, deviations.length, 0);
    for (long number : lines) {
      sink.putLong(number);
    }
    IntegerEncoder.writeFlat(sink, deviations, profile);
  }
}
