package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.util.List;

/// A number for each row whose unsigned order is that of the sort keys, as far as 64 bits go: each
/// key takes as many as the range of its values needs. Rows with equal numbers are equal in all
/// keys where the numbers are [#exact].
final class SortPrefixes {
  private static final long SIGN = Long.MIN_VALUE;

  private final Query query;
  private final int rows;
  private final long[] values;
  // one key's numbers
  private final long[] field;
  private int left = Long.SIZE;
  private boolean exact = true;

  SortPrefixes(Query query, ColumnVector[] columns, List<SortKey> keys, int rows) {
    this.query = query;
    this.rows = rows;
    this.values = new long[rows];
    this.field = new long[rows];
    for (int i = 0; i < keys.size() && exact; i++) {
      add(columns[keys.get(i).column()], keys.get(i));
    }
  }

  /// By row.
  long[] values() {
    return values;
  }

  /// An array as long, which nobody needs any more.
  long[] spare() {
    return field;
  }

  /// How many of the lowest bits are in use.
  int bits() {
    return Long.SIZE - left;
  }

  boolean exact() {
    return exact;
  }

  private void add(ColumnVector column, SortKey key) {
    boolean whole =
        switch (column) {
          case LongVector v -> {
            for (int i = 0; i < rows; i++) {
              query.check(i);
              field[i] = v.values()[i] ^ SIGN;
            }
            yield true;
          }
          case DoubleVector v -> {
            for (int i = 0; i < rows; i++) {
              query.check(i);
              field[i] = ordered(v.values()[i]);
            }
            yield true;
          }
          case Int128Vector v -> int128s(v);
          case BytesVector v -> texts(v);
        };
    exact &= whole;
    pack(column.nulls(), key);
  }

  /// The two zeros are equal, and NaN is above all other values.
  private static long ordered(double value) {
    long bits = Double.doubleToLongBits(value + 0.0);
    return bits ^ ((bits >> 63) | SIGN);
  }

  private boolean int128s(Int128Vector v) {
    long different = 0;
    for (int i = 0; i < rows; i++) {
      query.check(i);
      different |= v.isNull(i) ? 0 : v.high()[i] ^ (v.low()[i] >> 63);
    }
    long[] words = different == 0 ? v.low() : v.high();
    for (int i = 0; i < rows; i++) {
      query.check(i);
      field[i] = words[i] ^ SIGN;
    }
    return different == 0;
  }

  /// The first bytes behind those that all texts begin with.
  private boolean texts(BytesVector v) {
    byte[] data = v.data();
    int[] starts = v.starts();
    int[] lengths = v.lengths();
    int shared = -1;
    int first = 0;
    int shortest = Integer.MAX_VALUE;
    int longest = 0;
    for (int i = 0; i < rows; i++) {
      query.check(i);
      if (!v.isNull(i)) {
        first = shared < 0 ? i : first;
        shared = shared < 0 ? lengths[i] : same(data, starts[first], starts[i], shared, lengths[i]);
        shortest = Math.min(shortest, lengths[i]);
        longest = Math.max(longest, lengths[i]);
      }
    }
    shared = Math.max(shared, 0);
    int most = Math.min(Long.BYTES, longest - shared);
    for (int i = 0; i < rows; i++) {
      query.check(i);
      long word = 0;
      int count = Math.min(most, lengths[i] - shared);
      for (int b = 0; b < count; b++) {
        word |= (data[starts[i] + shared + b] & 0xFFL) << (8 * (most - 1 - b));
      }
      field[i] = word;
    }
    return shortest >= longest && longest - shared <= Long.BYTES;
  }

  /// How many of the bytes at `a` and `b` are the same, up to the first that is not.
  private static int same(byte[] data, int a, int b, int aLength, int bLength) {
    int most = Math.min(aLength, bLength);
    int same = 0;
    while (same < most && data[a + same] == data[b + same]) {
      same++;
    }
    return same;
  }

  /// Puts a key's numbers behind what the keys before have left.
  private void pack(boolean[] nulls, SortKey key) {
    if (left == 0) {
      exact = false;
      return;
    }
    long least = -1;
    long greatest = 0;
    for (int i = 0; i < rows; i++) {
      query.check(i);
      if (nulls == null || !nulls[i]) {
        least = Long.compareUnsigned(field[i], least) < 0 ? field[i] : least;
        greatest = Long.compareUnsigned(field[i], greatest) > 0 ? field[i] : greatest;
      }
    }
    if (Long.compareUnsigned(least, greatest) > 0) {
      // all NULL
      return;
    }
    long range = greatest - least;
    int dropped = 0;
    if (nulls != null) {
      // a number for NULL beside the others
      dropped = range == -1 ? 1 : 0;
      range = (range >>> dropped) + 1;
    }
    int width = Long.SIZE - Long.numberOfLeadingZeros(range);
    int more = Math.max(0, width - left);
    exact &= dropped == 0 && more == 0;
    int taken = width - more;
    long room = nulls != null && key.nullsFirst() ? 1 : 0;
    for (int i = 0; i < rows; i++) {
      query.check(i);
      long place;
      if (nulls != null && nulls[i]) {
        place = key.nullsFirst() ? 0 : range;
      } else {
        long distance = key.descending() ? greatest - field[i] : field[i] - least;
        place = (distance >>> dropped) + room;
      }
      values[i] = shifted(values[i], taken) | (place >>> more);
    }
    left -= taken;
  }

  private static long shifted(long value, int bits) {
    return bits == Long.SIZE ? 0 : value << bits;
  }
}
