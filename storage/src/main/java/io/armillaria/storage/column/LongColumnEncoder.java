package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;

/// Encodes columns of layout LONG.
final class LongColumnEncoder {
  private static final int COUNTED_RANGE = 1 << 16;

  private LongColumnEncoder() {}

  static byte[] encode(LongVector vector, int from, int rows) {
    Dense dense = Dense.of(vector, from, rows);
    ByteSink sink = new ByteSink(256 + rows);
    ChunkHeader.write(sink, Layout.LONG, Encoding.INTEGERS, statistics(dense));
    Validity.writeIfMixed(sink, vector.nulls(), from, rows, dense.nulls);
    IntegerEncoder.write(sink, dense.values, dense.from, dense.profile);
    return sink.toBytes();
  }

  static ColumnStatistics statistics(LongVector vector, int from, int rows) {
    return statistics(Dense.of(vector, from, rows));
  }

  private static ColumnStatistics statistics(Dense dense) {
    IntegerProfile profile = dense.profile;
    int rows = profile.count();
    if (dense.nulls == rows) {
      return new ColumnStatistics(rows, rows, null, null, 0, rows == 0);
    }
    int distinct = distinct(dense.values, dense.from, rows, profile);
    boolean sorted = dense.nulls == 0 && profile.ascending();
    return new ColumnStatistics(
        rows, dense.nulls, profile.minimum(), profile.maximum(), distinct, sorted);
  }

  /// Exact for ascending values and for narrow ranges.
  private static int distinct(long[] values, int from, int rows, IntegerProfile profile) {
    if (profile.ascending()) {
      return profile.runs();
    }
    long range = profile.maximum() - profile.minimum();
    if (range >= 0 && range < COUNTED_RANGE) {
      return counted(values, from, rows, profile.minimum(), (int) range);
    }
    DistinctCounter counter = new DistinctCounter(rows);
    for (int i = from; i < from + rows; i++) {
      counter.add(values[i]);
    }
    return counter.estimate();
  }

  private static int counted(long[] values, int from, int rows, long minimum, int range) {
    long[] seen = new long[(range >>> 6) + 1];
    for (int i = from; i < from + rows; i++) {
      int value = (int) (values[i] - minimum);
      seen[value >>> 6] |= 1L << value;
    }
    int distinct = 0;
    for (long word : seen) {
      distinct += Long.bitCount(word);
    }
    return distinct;
  }

  /// The values without NULLs: each is replaced by the value before it, which disturbs least.
  private record Dense(long[] values, int from, int nulls, IntegerProfile profile) {
    static Dense of(LongVector vector, int from, int rows) {
      int nulls = NullCount.of(vector.nulls(), from, rows);
      long[] values = nulls == 0 ? vector.values() : filled(vector, from, rows, nulls);
      int first = nulls == 0 ? from : 0;
      return new Dense(values, first, nulls, IntegerProfile.of(values, first, rows));
    }

    private static long[] filled(LongVector vector, int from, int rows, int nulls) {
      long[] filled = new long[rows];
      if (nulls == rows) {
        return filled;
      }
      long last = vector.values()[NullCount.firstValue(vector.nulls(), from)];
      for (int i = 0; i < rows; i++) {
        last = vector.nulls()[from + i] ? last : vector.values()[from + i];
        filled[i] = last;
      }
      return filled;
    }
  }
}
