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
    int least = -1;
    int greatest = -1;
    int previous = -1;
    boolean ascending = true;
    for (int row = from; row < from + rows; row++) {
      if (vector.isNull(row)) {
        continue;
      }
      least = least < 0 || compare(vector, row, least) < 0 ? row : least;
      greatest = greatest < 0 || compare(vector, row, greatest) > 0 ? row : greatest;
      ascending = ascending && (previous < 0 || compare(vector, previous, row) <= 0);
      previous = row;
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

  private static int compare(BytesVector vector, int left, int right) {
    int leftStart = vector.starts()[left];
    int rightStart = vector.starts()[right];
    return Arrays.compareUnsigned(
        vector.data(),
        leftStart,
        leftStart + vector.lengths()[left],
        vector.data(),
        rightStart,
        rightStart + vector.lengths()[right]);
  }
}
