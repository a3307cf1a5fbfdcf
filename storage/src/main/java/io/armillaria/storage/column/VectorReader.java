package io.armillaria.storage.column;

import java.util.Arrays;
import java.util.Objects;

/// A column whose values are a vector on the heap: rows that a transaction has not committed. The
/// vector must not change while the reader is used.
public final class VectorReader extends LayoutReader {
  private final ColumnVector vector;
  private final int first;
  private final int rows;
  private final int nullRows;
  private volatile ColumnStatistics statistics;

  /// The first `rows` rows of `vector`.
  public VectorReader(ColumnVector vector, int rows) {
    this(vector, 0, rows);
  }

  /// The rows of `vector` from `first` on.
  public VectorReader(ColumnVector vector, int first, int rows) {
    super(ColumnVectors.layout(vector));
    this.vector = vector;
    this.first = first;
    this.rows = rows;
    nullRows = NullCount.of(vector.nulls(), first, rows);
  }

  /// As exact as those of a chunk of the same values; computed on the first call.
  @Override
  public ColumnStatistics statistics() {
    ColumnStatistics known = statistics;
    if (known == null) {
      known = VectorStatistics.of(vector, first, rows);
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
    System.arraycopy(vector.nulls(), first + from, nulls, at, count);
    return true;
  }

  @Override
  public void readLongs(int from, int count, long[] values, int at) {
    if (!(vector instanceof LongVector longs)) {
      super.readLongs(from, count, values, at);
      return;
    }
    check(from, count);
    System.arraycopy(longs.values(), first + from, values, at, count);
    for (int i = 0; nullRows > 0 && i < count; i++) {
      values[at + i] = vector.nulls()[first + from + i] ? 0 : values[at + i];
    }
  }

  @Override
  public void readDoubles(int from, int count, double[] values, int at) {
    if (!(vector instanceof DoubleVector doubles)) {
      super.readDoubles(from, count, values, at);
      return;
    }
    check(from, count);
    System.arraycopy(doubles.values(), first + from, values, at, count);
    for (int i = 0; nullRows > 0 && i < count; i++) {
      values[at + i] = vector.nulls()[first + from + i] ? 0 : values[at + i];
    }
  }

  @Override
  public void readInt128s(int from, int count, long[] high, long[] low, int at) {
    if (!(vector instanceof Int128Vector numbers)) {
      super.readInt128s(from, count, high, low, at);
      return;
    }
    check(from, count);
    System.arraycopy(numbers.high(), first + from, high, at, count);
    System.arraycopy(numbers.low(), first + from, low, at, count);
    for (int i = 0; nullRows > 0 && i < count; i++) {
      high[at + i] = vector.nulls()[first + from + i] ? 0 : high[at + i];
      low[at + i] = vector.nulls()[first + from + i] ? 0 : low[at + i];
    }
  }

  /// The bytes are shared with the vector.
  @Override
  public BytesVector readBytes(int from, int count) {
    if (!(vector instanceof BytesVector bytes)) {
      return super.readBytes(from, count);
    }
    check(from, count);
    int at = first + from;
    int[] lengths = Arrays.copyOfRange(bytes.lengths(), at, at + count);
    boolean[] nulls = null;
    if (nullRows > 0) {
      nulls = Arrays.copyOfRange(bytes.nulls(), at, at + count);
      for (int i = 0; i < count; i++) {
        lengths[i] = nulls[i] ? 0 : lengths[i];
      }
    }
    int[] starts = Arrays.copyOfRange(bytes.starts(), at, at + count);
    return new BytesVector(bytes.data(), starts, lengths, nulls);
  }

  private void check(int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
  }
}
