package io.armillaria.storage.column;

/// Reads [Encoding#INT128_SPLIT]: an [Integers] section of the upper halves, then one of the lower.
final class Int128SplitReader extends ChunkReader {
  private final Integers highs;
  private final Integers lows;

  private Int128SplitReader(ChunkFrame frame, Integers highs, Integers lows) {
    super(frame);
    this.highs = highs;
    this.lows = lows;
  }

  static Int128SplitReader open(ChunkFrame frame) {
    String what = "the values section";
    Integers highs = Integers.open(frame.bytes(), frame.values(), frame.rows(), what);
    Integers lows = Integers.open(frame.bytes(), highs.end(), frame.rows(), what);
    return new Int128SplitReader(frame, highs, lows);
  }

  @Override
  public void readInt128s(int from, int rows, long[] high, long[] low, int at) {
    frame.check(from, rows);
    highs.read(from, rows, high, at);
    lows.read(from, rows, low, at);
    frame.mask(from, rows, high, at);
    frame.mask(from, rows, low, at);
  }
}
