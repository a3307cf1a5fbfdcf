package io.armillaria.storage.column;

import java.util.Arrays;

/// Which rows are not NULL: a bit each, 1 for a value, the first row in the lowest bit of the first
/// 64-bit word.
record Validity(ChunkBytes bytes, long offset, int rows) {
  static int bytes(int rows) {
    return (int) ((rows + 63L) / 64 * Long.BYTES);
  }

  static Validity open(ChunkBytes bytes, long offset, int rows) {
    bytes.require(offset, bytes(rows), "the validity section");
    return new Validity(bytes, offset, rows);
  }

  /// Writes the section of a column with so many NULLs; nothing when none or all are NULL.
  static void writeIfMixed(ByteSink sink, boolean[] nulls, int from, int rows, int nullRows) {
    if (nullRows == 0 || nullRows == rows) {
      return;
    }
    for (int word = 0; word < rows; word += Long.SIZE) {
      long bits = 0;
      int end = Math.min(Long.SIZE, rows - word);
      for (int i = 0; i < end; i++) {
        bits |= (nulls[from + word + i] ? 0L : 1L) << i;
      }
      sink.putLong(bits);
    }
  }

  void read(int from, int count, boolean[] nulls, int at) {
    for (int row = from; row < from + count; row += step(row, from + count)) {
      int step = step(row, from + count);
      expand(nullBits(row, step), step, nulls, at + row - from);
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int count, long[] values, int at) {
    for (int row = from; row < from + count; row += step(row, from + count)) {
      long bits = nullBits(row, step(row, from + count));
      for (; bits != 0; bits &= bits - 1) {
        values[at + row - from + Long.numberOfTrailingZeros(bits)] = 0;
      }
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int count, int[] values, int at) {
    for (int row = from; row < from + count; row += step(row, from + count)) {
      long bits = nullBits(row, step(row, from + count));
      for (; bits != 0; bits &= bits - 1) {
        values[at + row - from + Long.numberOfTrailingZeros(bits)] = 0;
      }
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int count, double[] values, int at) {
    for (int row = from; row < from + count; row += step(row, from + count)) {
      long bits = nullBits(row, step(row, from + count));
      for (; bits != 0; bits &= bits - 1) {
        values[at + row - from + Long.numberOfTrailingZeros(bits)] = 0;
      }
    }
  }

  /// How many rows from `row` on lie in its word and before `end`.
  private static int step(int row, int end) {
    return Math.min(Long.SIZE - (row & 63), end - row);
  }

  /// A bit for each of `count` rows of the word of `row`, `row` in the lowest; 1 where it is NULL.
  private long nullBits(int row, int count) {
    long valid = bytes.longAt(offset + (row >>> 6) * (long) Long.BYTES) >>> (row & 63);
    return ~valid & -1L >>> (Long.SIZE - count);
  }

  /// Visits the rarer flags only: a branch for each of them, but none for the others.
  private static void expand(long bits, int count, boolean[] nulls, int at) {
    boolean common = 2 * Long.bitCount(bits) > count;
    Arrays.fill(nulls, at, at + count, common);
    long rare = common ? ~bits & -1L >>> (Long.SIZE - count) : bits;
    for (; rare != 0; rare &= rare - 1) {
      nulls[at + Long.numberOfTrailingZeros(rare)] = !common;
    }
  }
}
