package io.armillaria.storage.column;

/// SEQUENCE: number i is base + i * step; the step follows the header as 8 bytes.
record SequenceIntegers(int count, long end, long base, long step) implements Integers {
  static SequenceIntegers open(ChunkBytes bytes, long body, int count, long base, String what) {
    long end = bytes.require(body, Long.BYTES, what);
    return new SequenceIntegers(count, end, base, bytes.longAt(body));
  }

  @Override
  public long get(int row) {
    return base + row * step;
  }

  @Override
  public void read(int from, int rows, long[] values, int at) {
    long value = get(from);
    for (int i = 0; i < rows; i++) {
      values[at + i] = value;
      value += step;
    }
  }

  @Override
  public void read(int from, int rows, int[] values, int at) {
    long value = get(from);
    for (int i = 0; i < rows; i++) {
      values[at + i] = (int) value;
      value += step;
    }
  }
}
