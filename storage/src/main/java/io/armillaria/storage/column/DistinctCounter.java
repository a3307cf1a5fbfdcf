package io.armillaria.storage.column;

/// Estimates how many distinct values it was given, by linear counting (Whang, Vander-Zanden and
/// Taylor, 1990): each value sets one of at least as many bits as there are values, and the share
/// of bits that stay 0 tells how many different ones there were. The error is below 1 % for leaves
/// of 64 K rows.
final class DistinctCounter {
  private static final int FEWEST_BITS = 1 << 12;

  private final long[] words;
  private final int shift;
  private final int most;

  /// For at most `most` values.
  DistinctCounter(int most) {
    int bits =
        Math.max(FEWEST_BITS, Integer.highestOneBit(Math.max(1, Math.min(most, 1 << 26))) * 2);
    words = new long[bits / Long.SIZE];
    shift = Long.SIZE - Integer.numberOfTrailingZeros(bits);
    this.most = most;
  }

  void add(long value) {
    addHash(value * 0x9E3779B97F4A7C15L ^ value >>> 32);
  }

  /// Adds a value by its hash.
  void addHash(long hash) {
    long mixed = (hash ^ hash >>> 29) * 0xBF58476D1CE4E5B9L;
    int bit = (int) (((mixed ^ mixed >>> 32) * 0x94D049BB133111EBL) >>> shift);
    words[bit >>> 6] |= 1L << bit;
  }

  int estimate() {
    int ones = 0;
    for (long word : words) {
      ones += Long.bitCount(word);
    }
    double bits = (double) words.length * Long.SIZE;
    double estimate = -bits * StrictMath.log(Math.max(0.5, bits - ones) / bits);
    return (int) Math.max(ones, Math.min(most, Math.round(estimate)));
  }
}
