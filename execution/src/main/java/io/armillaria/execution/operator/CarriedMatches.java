package io.armillaria.execution.operator;

/// Which left rows have found partners, when they are read again for each part of the right rows:
/// the batches come in the same order each time.
final class CarriedMatches {
  private final long[] bits;
  private long first;

  CarriedMatches(long rows) {
    bits = new long[(int) ((rows + Long.SIZE - 1) / Long.SIZE)];
  }

  /// Bytes for so many rows.
  static long bytes(long rows) {
    return rows / Byte.SIZE + Long.BYTES;
  }

  /// The next batch is the first one.
  void rewind() {
    first = 0;
  }

  /// Reads the flags of the next batch.
  void load(boolean[] flags, int rows) {
    for (int i = 0; i < rows; i++) {
      long at = first + i;
      flags[i] = (bits[(int) (at / Long.SIZE)] & (1L << at)) != 0;
    }
  }

  /// Keeps the flags of the batch whose flags were read last, and goes on to the next.
  void store(boolean[] flags, int rows) {
    for (int i = 0; i < rows; i++) {
      if (flags[i]) {
        long at = first + i;
        bits[(int) (at / Long.SIZE)] |= 1L << at;
      }
    }
    first += rows;
  }
}
