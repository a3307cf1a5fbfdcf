package io.armillaria.storage.column;

import java.util.Arrays;

/// The bounds of some byte strings, cut to [#LONGEST] bytes, and whether they ascend.
///
/// @param minimum the least, or its first bytes: a lower bound; null when there is none
/// @param maximum the greatest, or where it is cut the least prefix above it: an upper bound; null
///   when there is none
record BytesStatistics(byte[] minimum, byte[] maximum, boolean ascending) {
  static final int LONGEST = 32;

  static BytesStatistics of(BytesVector vector, int from, int rows, int nulls) {
    if (nulls == rows) {
      return new BytesStatistics(null, null, rows == 0);
    }
    int first = nulls == 0 ? from : NullCount.firstValue(vector.nulls(), from);
    int least = first;
    int greatest = first;
    int previous = first;
    long leastPrefix = prefix(vector, first);
    long greatestPrefix = leastPrefix;
    long previousPrefix = leastPrefix;
    boolean ascending = true;
    for (int row = first + 1; row < from + rows; row++) {
      if (vector.isNull(row)) {
        continue;
      }
      long prefix = prefix(vector, row);
      if (compare(vector, row, prefix, least, leastPrefix) < 0) {
        least = row;
        leastPrefix = prefix;
      }
      if (compare(vector, row, prefix, greatest, greatestPrefix) > 0) {
        greatest = row;
        greatestPrefix = prefix;
      }
      ascending = ascending && compare(vector, previous, previousPrefix, row, prefix) <= 0;
      previous = row;
      previousPrefix = prefix;
    }
    return new BytesStatistics(
        lower(vector.data(), vector.starts()[least], vector.lengths()[least]),
        upper(vector.data(), vector.starts()[greatest], vector.lengths()[greatest]),
        nulls == 0 && ascending);
  }

  ColumnStatistics statistics(int rows, int nulls, int distinct) {
    return new ColumnStatistics(rows, nulls, minimum, maximum, distinct, ascending);
  }

  static byte[] lower(byte[] data, int start, int length) {
    return Arrays.copyOfRange(data, start, start + Math.min(length, LONGEST));
  }

  /// Null when the value begins with as many 0xFF: nothing that short is above it.
  static byte[] upper(byte[] data, int start, int length) {
    if (length <= LONGEST) {
      return Arrays.copyOfRange(data, start, start + length);
    }
    int last = start + LONGEST - 1;
    while (last >= start && data[last] == (byte) 0xFF) {
      last--;
    }
    if (last < start) {
      return null;
    }
    byte[] bound = Arrays.copyOfRange(data, start, last + 1);
    bound[bound.length - 1]++;
    return bound;
  }

  private static long prefix(BytesVector vector, int row) {
    return BytesSort.prefix(vector.data(), vector.starts()[row], vector.lengths()[row]);
  }

  /// Compares by the first eight bytes, then by all.
  private static int compare(
      BytesVector vector, int left, long leftPrefix, int right, long rightPrefix) {
    return leftPrefix != rightPrefix
        ? Long.compareUnsigned(leftPrefix, rightPrefix)
        : ColumnVectors.compare(vector, left, vector, right);
  }
}
