package io.armillaria.storage.table;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;

/// The order of rows by their keys, straight from the vectors of the key's columns: the order of
/// [KeyEncoder] without its bytes.
public final class RowOrder {
  private static final int SMALL = 24;

  private RowOrder() {}

  /// The vectors of these columns in a block.
  public static ColumnVector[] keys(RowBlock block, java.util.List<Column> keyColumns) {
    return keyColumns.stream()
        .map(column -> block.vectors().get(block.ordinalOfId(column.id())))
        .toArray(ColumnVector[]::new);
  }

  public static int compare(ColumnVector[] left, int leftRow, ColumnVector[] right, int rightRow) {
    for (int i = 0; i < left.length; i++) {
      int order =
          left[i] instanceof LongVector(long[] a, boolean[] someNull)
                  && someNull == null
                  && right[i] instanceof LongVector(long[] b, boolean[] otherNull)
                  && otherNull == null
              ? Long.compare(a[leftRow], b[rightRow])
              : ColumnVectors.compare(left[i], leftRow, right[i], rightRow);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  /// Whether the rows `from .. from + rows` ascend, none equal to the one before.
  public static boolean ascends(ColumnVector[] keys, int from, int rows) {
    if (keys.length == 1
        && keys[0] instanceof LongVector(long[] values, boolean[] nulls)
        && nulls == null) {
      boolean ascends = true;
      for (int row = from + 1; row < from + rows; row++) {
        ascends &= values[row - 1] < values[row];
      }
      return ascends;
    }
    for (int row = from + 1; row < from + rows; row++) {
      if (compare(keys, row - 1, keys, row) >= 0) {
        return false;
      }
    }
    return true;
  }

  /// Sorts rows by key; equal ones stay in the order given.
  public static void sort(ColumnVector[] keys, int[] rows) {
    long[] prefixes = new long[rows.length];
    for (int i = 0; i < rows.length; i++) {
      prefixes[i] = prefix(keys[0], rows[i]);
    }
    boolean exact = keys.length == 1 && keys[0] instanceof LongVector && keys[0].nulls() == null;
    new Sort(keys, exact, rows, prefixes).sort(0, rows.length);
  }

  /// A number whose order agrees with that of the values, equal numbers apart.
  private static long prefix(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return Long.MAX_VALUE;
    }
    return switch (vector) {
      case LongVector v -> v.values()[row];
      case DoubleVector v -> {
        long bits = Double.doubleToLongBits(v.values()[row] + 0.0);
        yield bits ^ ((bits >> 63) & Long.MAX_VALUE);
      }
      case Int128Vector v -> v.high()[row];
      case BytesVector v -> {
        long bits = 0;
        int length = Math.min(8, v.lengths()[row]);
        for (int i = 0; i < length; i++) {
          bits |= (v.data()[v.starts()[row] + i] & 0xFFL) << (56 - 8 * i);
        }
        yield bits ^ Long.MIN_VALUE;
      }
    };
  }

  /// A merge sort of rows with their prefixes beside them.
  private static final class Sort {
    private final ColumnVector[] keys;
    private final boolean exact;
    private final int[] rows;
    private final long[] prefixes;
    private final int[] otherRows;
    private final long[] otherPrefixes;

    Sort(ColumnVector[] keys, boolean exact, int[] rows, long[] prefixes) {
      this.keys = keys;
      this.exact = exact;
      this.rows = rows;
      this.prefixes = prefixes;
      this.otherRows = new int[rows.length / 2 + 1];
      this.otherPrefixes = new long[rows.length / 2 + 1];
    }

    void sort(int from, int to) {
      if (to - from <= SMALL) {
        insertion(from, to);
        return;
      }
      int middle = (from + to) >>> 1;
      sort(from, middle);
      sort(middle, to);
      if (after(prefixes[middle - 1], rows[middle - 1], prefixes[middle], rows[middle])) {
        merge(from, middle, to);
      }
    }

    private void insertion(int from, int to) {
      for (int i = from + 1; i < to; i++) {
        int row = rows[i];
        long prefix = prefixes[i];
        int at = i;
        while (at > from && after(prefixes[at - 1], rows[at - 1], prefix, row)) {
          rows[at] = rows[at - 1];
          prefixes[at] = prefixes[at - 1];
          at--;
        }
        rows[at] = row;
        prefixes[at] = prefix;
      }
    }

    private void merge(int from, int middle, int to) {
      int count = middle - from;
      System.arraycopy(rows, from, otherRows, 0, count);
      System.arraycopy(prefixes, from, otherPrefixes, 0, count);
      int left = 0;
      int right = middle;
      int at = from;
      while (left < count && right < to) {
        if (after(otherPrefixes[left], otherRows[left], prefixes[right], rows[right])) {
          rows[at] = rows[right];
          prefixes[at++] = prefixes[right++];
        } else {
          rows[at] = otherRows[left];
          prefixes[at++] = otherPrefixes[left++];
        }
      }
      System.arraycopy(otherRows, left, rows, at, count - left);
      System.arraycopy(otherPrefixes, left, prefixes, at, count - left);
    }

    private boolean after(long prefix, int row, long otherPrefix, int otherRow) {
      return prefix != otherPrefix
          ? prefix > otherPrefix
          : !exact && compare(keys, row, keys, otherRow) > 0;
    }
  }
}
