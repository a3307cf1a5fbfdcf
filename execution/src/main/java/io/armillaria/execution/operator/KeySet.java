package io.armillaria.execution.operator;

import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// Which values of layout LONG occur in a column: exactly where they lie close together, else with
/// a few more (a Bloom filter of two bits in one word). NULL is never among them. Immutable.
final class KeySet {
  private static final long LARGEST = 1L << 26;
  private static final int BITS_PER_KEY = 64;

  /// Bits that fit the second-level cache.
  private static final long SMALL = 1L << 22;

  private static final int BLOOM_BITS = 16;

  private final long least;
  // greatest - least, as an unsigned number
  private final long range;
  private final long[] words;
  private final boolean exact;

  private KeySet(long least, long range, long[] words, boolean exact) {
    this.least = least;
    this.range = range;
    this.words = words;
    this.exact = exact;
  }

  static KeySet of(Query query, LongVector column, int rows) {
    long[] values = column.values();
    long least = Long.MAX_VALUE;
    long greatest = Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      query.check(i);
      if (!column.isNull(i)) {
        least = Math.min(least, values[i]);
        greatest = Math.max(greatest, values[i]);
      }
    }
    if (least > greatest) {
      return new KeySet(0, 0, new long[1], true);
    }
    long range = greatest - least;
    boolean exact =
        range >= 0 && range < Math.min(LARGEST, Math.max(SMALL, (long) BITS_PER_KEY * rows));
    long[] words =
        exact
            ? new long[(int) (range >>> 6) + 1]
            : new long[(int) Math.min(LARGEST / 64, powerOfTwo((long) rows * BLOOM_BITS / 64))];
    KeySet set = new KeySet(least, range, words, exact);
    for (int i = 0; i < rows; i++) {
      query.check(i);
      if (!column.isNull(i)) {
        set.add(values[i]);
      }
    }
    return set;
  }

  private static long powerOfTwo(long least) {
    return Long.highestOneBit(Math.max(1, least) * 2 - 1);
  }

  private void add(long value) {
    if (exact) {
      long place = value - least;
      words[(int) (place >>> 6)] |= 1L << place;
    } else {
      long hash = Hashes.mix(value);
      words[word(hash)] |= bits(hash);
    }
  }

  private int word(long hash) {
    return (int) (hash >>> 32) & (words.length - 1);
  }

  private static long bits(long hash) {
    return 1L << hash | 1L << (hash >>> 6);
  }

  /// Whether no value of a chunk can be in the set.
  boolean excludes(ColumnStatistics chunk) {
    if (chunk.values() == 0) {
      return true;
    }
    if (!(chunk.minimum() instanceof Long low) || !(chunk.maximum() instanceof Long high)) {
      return false;
    }
    long greatest = least + range;
    return high < least
        || low > greatest
        || (exact && !anyBetween(Math.max(low, least) - least, Math.min(high, greatest) - least));
  }

  private boolean anyBetween(long from, long to) {
    int first = (int) (from >>> 6);
    int last = (int) (to >>> 6);
    long head = -1L << from;
    long tail = -1L >>> (63 - (to & 63));
    if (first == last) {
      return (words[first] & head & tail) != 0;
    }
    return (words[first] & head) != 0
        || (words[last] & tail) != 0
        || !Arrays.stream(words, first + 1, last).allMatch(word -> word == 0);
  }

  /// Writes those of the rows whose values may be in the set to `kept`, which may be `selection`;
  /// answers how many they are.
  ///
  /// @param selection the rows to look at; null for the first `count`
  int keep(long[] values, boolean[] nulls, int[] selection, int count, int[] kept) {
    int left =
        exact
            ? keepExact(values, selection, count, kept)
            : keepLikely(values, selection, count, kept);
    return nulls == null ? left : withoutNulls(nulls, kept, left);
  }

  private int keepExact(long[] values, int[] selection, int count, int[] kept) {
    int left = 0;
    for (int k = 0; k < count; k++) {
      int i = selection == null ? k : selection[k];
      long place = values[i] - least;
      kept[left] = i;
      if (Long.compareUnsigned(place, range) <= 0) {
        left += (int) (words[(int) (place >>> 6)] >>> place) & 1;
      }
    }
    return left;
  }

  private int keepLikely(long[] values, int[] selection, int count, int[] kept) {
    int left = 0;
    for (int k = 0; k < count; k++) {
      int i = selection == null ? k : selection[k];
      long hash = Hashes.mix(values[i]);
      long wanted = bits(hash);
      kept[left] = i;
      left += (words[word(hash)] & wanted) == wanted ? 1 : 0;
    }
    return left;
  }

  private static int withoutNulls(boolean[] nulls, int[] kept, int count) {
    int left = 0;
    for (int k = 0; k < count; k++) {
      int i = kept[k];
      kept[left] = i;
      left += nulls[i] ? 0 : 1;
    }
    return left;
  }
}
