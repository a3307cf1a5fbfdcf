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
    int row = from;
    int end = from + count;
    while (row < end) {
      int step = Math.min(Long.SIZE - (row & 63), end - row);
      expand(word(row), step, nulls, at + row - from);
      row += step;
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int count, long[] values, int at) {
    int row = from;
    int end = from + count;
    while (row < end) {
      int step = Math.min(Long.SIZE - (row & 63), end - row);
      long word = word(row);
      if (word != -1L >>> (row & 63)) {
        mask(word, step, values, at + row - from);
      }
      row += step;
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int count, int[] values, int at) {
    int row = from;
    int end = from + count;
    while (row < end) {
      int step = Math.min(Long.SIZE - (row & 63), end - row);
      long word = word(row);
      if (word != -1L >>> (row & 63)) {
        mask(word, step, values, at + row - from);
      }
      row += step;
    }
  }

  /// Sets the values of NULL rows to 0.
  void mask(int from, int count, double[] values, int at) {
    int row = from;
    int end = from + count;
    while (row < end) {
      int step = Math.min(Long.SIZE - (row & 63), end - row);
      long word = word(row);
      if (word != -1L >>> (row & 63)) {
        mask(word, step, values, at + row - from);
      }
      row += step;
    }
  }

  /// The word of `row`, shifted so that `row` is in the lowest bit.
  private long word(int row) {
    return bytes.longAt(offset + (row >>> 6) * (long) Long.BYTES) >>> (row & 63);
  }

  private static void expand(long word, int count, boolean[] nulls, int at) {
    if (word == 0 || (word | -1L << (count - 1) << 1) == -1) {
      Arrays.fill(nulls, at, at + count, word == 0);
      return;
    }
    for (int i = 0; i < count; i++) {
      nulls[at + i] = (word >>> i & 1) == 0;
    }
  }

  private static void mask(long word, int count, long[] values, int at) {
    for (int i = 0; i < count; i++) {
      values[at + i] &= -(word >>> i & 1);
    }
  }

  private static void mask(long word, int count, int[] values, int at) {
    for (int i = 0; i < count; i++) {
      values[at + i] &= (int) -(word >>> i & 1);
    }
  }

  private static void mask(long word, int count, double[] values, int at) {
    for (int i = 0; i < count; i++) {
      values[at + i] = (word >>> i & 1) != 0 ? values[at + i] : 0;
    }
  }
}
