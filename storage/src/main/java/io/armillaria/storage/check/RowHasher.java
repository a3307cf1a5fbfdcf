package io.armillaria.storage.check;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.SortedRows;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// Sums the hashes of rows, which are those of their values and the ids of the values' columns.
final class RowHasher {
  private static final int BATCH = 1024;
  private static final long HIGH = 0x9E3779B97F4A7C15L;
  private static final long LOW = 0xC2B2AE3D27D4EB4FL;

  private final List<Column> columns;
  private final long[] high = new long[BATCH];
  private final long[] low = new long[BATCH];

  RowHasher(List<Column> columns) {
    this.columns = columns;
  }

  /// The digest of all rows.
  RowDigest all(SortedRows rows) {
    RowDigest sum = RowDigest.NONE;
    for (int from = 0; from < rows.rows(); from += BATCH) {
      int count = Math.min(BATCH, rows.rows() - from);
      hash(rows, from, count);
      long sumHigh = 0;
      long sumLow = 0;
      for (int i = 0; i < count; i++) {
        sumHigh += high[i];
        sumLow += low[i];
      }
      sum = sum.plus(new RowDigest(count, sumHigh, sumLow));
    }
    return sum;
  }

  /// The digest of the rows that are chosen; only their batches are read.
  RowDigest some(SortedRows rows, RoaringBitmap chosen) {
    RowDigest sum = RowDigest.NONE;
    long next = chosen.isEmpty() ? -1 : chosen.first();
    while (next >= 0) {
      int from = (int) next / BATCH * BATCH;
      int count = Math.min(BATCH, rows.rows() - from);
      hash(rows, from, count);
      while (next >= 0 && next < from + count) {
        int at = (int) next - from;
        sum = sum.plus(new RowDigest(1, high[at], low[at]));
        next = chosen.nextValue((int) next + 1);
      }
    }
    return sum;
  }

  private void hash(SortedRows rows, int from, int count) {
    Arrays.fill(high, 0, count, HIGH);
    Arrays.fill(low, 0, count, LOW);
    for (Column column : columns) {
      ColumnVector values =
          ColumnVectors.read(rows.reader(column), column.type().layout(), from, count);
      for (int i = 0; i < count; i++) {
        add(i, column.id() + 1L);
        if (values.isNull(i)) {
          add(i, HIGH);
        } else {
          add(i, values, i);
        }
      }
    }
    for (int i = 0; i < count; i++) {
      high[i] = mixed(high[i] + low[i]);
      low[i] = mixed(low[i] ^ high[i] * LOW);
    }
  }

  private void add(int row, ColumnVector values, int at) {
    switch (values) {
      case LongVector v -> add(row, v.values()[at]);
      case DoubleVector v -> add(row, Double.doubleToLongBits(v.values()[at]));
      case Int128Vector v -> {
        add(row, v.high()[at]);
        add(row, v.low()[at]);
      }
      case BytesVector v -> {
        int start = v.starts()[at];
        int length = v.lengths()[at];
        add(row, length);
        long word = 0;
        for (int i = 0; i < length; i++) {
          word = word << 8 | (v.data()[start + i] & 0xFF);
          if (i % 8 == 7) {
            add(row, word);
            word = 0;
          }
        }
        add(row, word);
      }
    }
  }

  private void add(int row, long value) {
    high[row] = mixed(high[row] ^ value) + HIGH;
    low[row] = mixed(low[row] + value * HIGH) ^ LOW;
  }

  /// The finaliser of MurmurHash3.
  private static long mixed(long value) {
    long mixed = (value ^ value >>> 33) * 0xFF51AFD7ED558CCDL;
    mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
    return mixed ^ mixed >>> 33;
  }
}
