package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;
import io.armillaria.storage.type.Int128Math;
import java.math.BigInteger;

/// Encodes columns of layout INT128.
final class Int128ColumnEncoder {
  private Int128ColumnEncoder() {}

  static byte[] encode(Int128Vector vector, int from, int rows) {
    Dense dense = Dense.of(vector, from, rows);
    boolean near = rows == 0 || isNear(dense);
    Encoding encoding = near ? Encoding.INT128_FRAME : Encoding.INT128_SPLIT;
    ByteSink sink = new ByteSink(256 + 2 * rows);
    ChunkHeader.write(sink, Layout.INT128, encoding, statistics(dense));
    Validity.writeIfMixed(sink, vector.nulls(), from, rows, dense.nulls);
    if (near) {
      writeFrame(sink, dense);
    } else {
      IntegerEncoder.write(sink, dense.high, 0, rows);
      IntegerEncoder.write(sink, dense.low, 0, rows);
    }
    return sink.toBytes();
  }

  static ColumnStatistics statistics(Int128Vector vector, int from, int rows) {
    return statistics(Dense.of(vector, from, rows));
  }

  private static ColumnStatistics statistics(Dense dense) {
    int rows = dense.low.length;
    if (dense.nulls == rows) {
      return new ColumnStatistics(rows, rows, null, null, 0, rows == 0);
    }
    return new ColumnStatistics(
        rows,
        dense.nulls,
        dense.value(dense.least),
        dense.value(dense.greatest),
        distinct(dense),
        dense.nulls == 0 && dense.ascending);
  }

  /// Whether the differences from the least value fit 63 bits.
  private static boolean isNear(Dense dense) {
    long low = dense.low[dense.least];
    long borrow = Long.compareUnsigned(dense.low[dense.greatest], low) < 0 ? 1 : 0;
    return dense.high[dense.greatest] - dense.high[dense.least] == borrow
        && dense.low[dense.greatest] - low >= 0;
  }

  private static void writeFrame(ByteSink sink, Dense dense) {
    int rows = dense.low.length;
    long base = rows == 0 ? 0 : dense.low[dense.least];
    sink.putLong(rows == 0 ? 0 : dense.high[dense.least]);
    sink.putLong(base);
    long[] differences = new long[rows];
    for (int i = 0; i < rows; i++) {
      differences[i] = dense.low[i] - base;
    }
    IntegerEncoder.write(sink, differences, 0, rows);
  }

  private static int distinct(Dense dense) {
    DistinctCounter counter = new DistinctCounter(dense.low.length);
    for (int i = 0; i < dense.low.length; i++) {
      counter.addHash(dense.high[i] * 0xD6E8FEB86659FD93L + dense.low[i] * 0x9E3779B97F4A7C15L);
    }
    return counter.estimate();
  }

  /// The values without NULLs, each replaced by the value before it; where the least and the
  /// greatest are, and whether the values ascend.
  private record Dense(
      long[] high, long[] low, int nulls, int least, int greatest, boolean ascending) {
    static Dense of(Int128Vector vector, int from, int rows) {
      int nulls = NullCount.of(vector.nulls(), from, rows);
      long[] high = new long[rows];
      long[] low = new long[rows];
      if (nulls < rows) {
        fill(vector, from, nulls, high, low);
      }
      int least = 0;
      int greatest = 0;
      boolean ascending = true;
      for (int i = 1; i < rows; i++) {
        least = compare(high, low, i, least) < 0 ? i : least;
        greatest = compare(high, low, i, greatest) > 0 ? i : greatest;
        ascending &= compare(high, low, i - 1, i) <= 0;
      }
      return new Dense(high, low, nulls, least, greatest, ascending);
    }

    private static void fill(Int128Vector vector, int from, int nulls, long[] high, long[] low) {
      int last = nulls == 0 ? from : NullCount.firstValue(vector.nulls(), from);
      for (int i = 0; i < low.length; i++) {
        last = vector.isNull(from + i) ? last : from + i;
        high[i] = vector.high()[last];
        low[i] = vector.low()[last];
      }
    }

    private static int compare(long[] high, long[] low, int left, int right) {
      return Int128Math.compare(high[left], low[left], high[right], low[right]);
    }

    BigInteger value(int row) {
      return Int128Math.toBigInteger(high[row], low[row]);
    }
  }
}
