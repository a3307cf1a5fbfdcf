package io.armillaria.storage.column;

/// Reads [Encoding#INTEGERS].
final class LongReader extends ChunkReader {
  private final Integers integers;

  private LongReader(ChunkFrame frame, Integers integers) {
    super(frame);
    this.integers = integers;
  }

  static LongReader open(ChunkFrame frame) {
    return new LongReader(
        frame, Integers.open(frame.bytes(), frame.values(), frame.rows(), "the values section"));
  }

  @Override
  public void readLongs(int from, int rows, long[] values, int at) {
    frame.check(from, rows);
    integers.read(from, rows, values, at);
    frame.mask(from, rows, values, at);
  }
}
