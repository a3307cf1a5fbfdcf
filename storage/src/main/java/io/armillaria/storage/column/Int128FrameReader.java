package io.armillaria.storage.column;

/// Reads [Encoding#INT128_FRAME]: a 128-bit base (the upper half first), then an [Integers] section
/// of what to add to it.
final class Int128FrameReader extends ChunkReader {
  private final long baseHigh;
  private final long baseLow;
  private final Integers differences;

  private Int128FrameReader(ChunkFrame frame, long baseHigh, long baseLow, Integers differences) {
    super(frame);
    this.baseHigh = baseHigh;
    this.baseLow = baseLow;
    this.differences = differences;
  }

  static Int128FrameReader open(ChunkFrame frame) {
    ChunkBytes bytes = frame.bytes();
    long start = frame.values();
    String what = "the values section";
    long body = bytes.require(start, 2 * Long.BYTES, what);
    return new Int128FrameReader(
        frame,
        bytes.longAt(start),
        bytes.longAt(start + Long.BYTES),
        Integers.open(bytes, body, frame.rows(), what));
  }

  @Override
  public void readInt128s(int from, int rows, long[] high, long[] low, int at) {
    frame.check(from, rows);
    differences.read(from, rows, low, at);
    add(rows, high, low, at);
    frame.mask(from, rows, high, at);
    frame.mask(from, rows, low, at);
  }

  /// Differences are below 2^63, so that a sum carries exactly where it is below the base unsigned:
  /// where the base has its top bit and the sum has not.
  private void add(int rows, long[] high, long[] low, int at) {
    long base = baseLow;
    long upper = baseHigh;
    for (int i = at; i < at + rows; i++) {
      long sum = base + low[i];
      high[i] = upper + ((base & ~sum) >>> 63);
      low[i] = sum;
    }
  }
}
