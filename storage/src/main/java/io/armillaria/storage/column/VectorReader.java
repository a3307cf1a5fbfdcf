package io.armillaria.storage.column;

import java.util.Arrays;
import java.util.Objects;

/// A column whose values are a vector on the heap: rows that a transaction has not committed. The
/// vector must not change while the reader is used.
public final class VectorReader extends LayoutReader {
  private final ColumnVector vector;
  private final int rows;
  private final int nullRows;
  private volatile ColumnStatistics statistics;

  /// The first `rows` rows of `vector`.
  public VectorReader(ColumnVector vector, int rows) {
    super(ColumnVectors.layout(vector));
    this.vector = vector;
    this.rows = rows;
    nullRows = NullCount.of(vector.nulls(), 0, rows);
  }

  /// As exact as those of a chunk of the same values; computed on the first call.
  @Override
  public ColumnStatistics statistics() {
    ColumnStatistics known = statistics;
    if (known == null) {
      known = VectorStatistics.of(vector, 0, rows);
      statistics = known;
    }
    return known;
  }

  @Override
  public boolean readNulls(int from, int count, boolean[] nulls, int at) {
    check(from, count);
    if (nullRows == 0) {
      return false;
    }
    System.arraycopy(vector.nulls(), from, nulls, at, count);
    return true;
  }

  @Override
  public void readLongs(int from, int count, long[] values, int at) {
    if (!(vector instanceof LongVector longs)) {
      super.readLongs(from, count, values, at);
      return;
    }
    check(from, count);
    System.arraycopy(longs.values(), from, values, at, count);
    for (int i = 0; nullRows > 0 && i < count; i++) {
      values[at + i] = vector.nulls()[from + i] ? 0 : values[at + i];
    }
  }

  @Override
  public void readDoubles(int from, int count, double[] values, int at) {
    if (!(vector instanceof DoubleVector doubles)) {
      super.readDoubles(from, count, values, at);
      return;
    }
    check(from, count);
    System.arraycopy(doubles.values(), from, values, at, count);
    for (int i = 0; nullRows > 0 && i < count; i++) {
      values[at + i] = vector.nulls()[from + i] ? 0 : values[at + i];
    }
  }

  @Override
  public void readInt128s(int from, int count, long[] high, long[] low, int at) {
    if (!(vector instanceof Int128Vector numbers)) {
      super.readInt128s(from, count, high, low, at);
      return;
    }
    check(from, count);
    System.arraycopy(numbers.high(), from, high, at, count);
    System.arraycopy(numbers.low(), from, low, at, count);
    for (int i = 0; nullRows > 0 && i < count; i++) {
      high[at + i] = vector.nulls()[from + i] ? 0 : high[at + i];
      low[at + i] = vector.nulls()[from + i] ? 0 : low[at + i];
    }
  }

  /// The bytes are shared with the vector.
  @Override
  public BytesVector readBytes(int from, int count) {
    if (!(vector instanceof BytesVector bytes)) {
      return super.readBytes(from, count);
    }
    check(from, count);
    int[] lengths = Arrays.copyOfRange(bytes.lengths(), from, from + count);
    boolean[] nulls = null;
    if (nullRows > 0) {
      nulls = Arrays.copyOfRange(bytes.nulls(), from, from + count);
      for (int i = 0; i < count; i++) {
        lengths[i] = nulls[i] ? 0 : lengths[i];
      }
    }
    int[] starts = Arrays.copyOfRange(bytes.starts(), from, from + count);
    return new BytesVector(bytes.data(), starts, lengths, nulls);
  }

  private void check(int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
  }
}
