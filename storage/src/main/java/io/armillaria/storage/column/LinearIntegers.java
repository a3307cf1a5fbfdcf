package io.armillaria.storage.column;

/// LINEAR: numbers that lie near a straight line in each block of 1024, as keys and offsets do.
/// Number i of block b is base_b + (j * slope_b >> 16) + deviation i, where j is i % 1024.
///
/// After the header (whose base is 0): for each block its base and its slope, 8 bytes each; then an
/// [Integers] section of the deviations.
record LinearIntegers(int count, long end, ChunkBytes bytes, long body, Integers deviations)
    implements Integers {
  static final int BLOCK = 1024;
  static final int SHIFT = 16;
  private static final int BLOCK_BYTES = 2 * Long.BYTES;

  static LinearIntegers open(ChunkBytes bytes, long body, int count, String what) {
    long after = bytes.require(body, (count + BLOCK - 1L) / BLOCK * BLOCK_BYTES, what);
    Integers deviations = Integers.open(bytes, after, count, what);
    if (deviations instanceof LinearIntegers || deviations instanceof RunIntegers) {
      throw ChunkBytes.corrupt(what + " nests deviations");
    }
    return new LinearIntegers(count, deviations.end(), bytes, body, deviations);
  }

  @Override
  public long get(int row) {
    int block = row / BLOCK;
    return base(block) + ((row % BLOCK * slope(block)) >> SHIFT) + deviations.get(row);
  }

  @Override
  public void read(int from, int rows, long[] values, int at) {
    deviations.read(from, rows, values, at);
    int row = from;
    int end = from + rows;
    while (row < end) {
      int block = row / BLOCK;
      int step = Math.min(BLOCK - row % BLOCK, end - row);
      add(base(block), slope(block), row % BLOCK, step, values, at + row - from);
      row += step;
    }
  }

  @Override
  public void read(int from, int rows, int[] values, int at) {
    long[] wide = new long[rows];
    read(from, rows, wide, 0);
    for (int i = 0; i < rows; i++) {
      values[at + i] = (int) wide[i];
    }
  }

  private long base(int block) {
    return bytes.longAt(body + (long) block * BLOCK_BYTES);
  }

  private long slope(int block) {
    return bytes.longAt(body + (long) block * BLOCK_BYTES + Long.BYTES);
  }

  private static void add(long base, long slope, int first, int rows, long[] values, int at) {
    long scaled = first * slope;
    for (int i = 0; i < rows; i++) {
      values[at + i] += base + (scaled >> SHIFT);
      scaled += slope;
    }
  }
}
