package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;
import io.armillaria.storage.type.Int128Math;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;

/// A column whose rows all have one value: a column that the rows were written without.
public final class ConstantReader extends LayoutReader {
  private final Object value;
  private final int rows;
  private final BytesVector.Dictionary dictionary;

  /// `value` is a Long, Double, BigInteger or byte[] by the type's layout, or null for NULL.
  public ConstantReader(Object value, DataType type, int rows) {
    super(type.layout());
    this.value = value;
    this.rows = rows;
    byte[] bytes = value instanceof byte[] b ? b : new byte[0];
    dictionary = new BytesVector.Dictionary(bytes, new int[] {0, bytes.length});
  }

  @Override
  public ColumnStatistics statistics() {
    if (value == null || rows == 0) {
      return new ColumnStatistics(rows, rows, null, null, 0, rows == 0);
    }
    if (value instanceof byte[] b) {
      byte[] lower = BytesStatistics.lower(b, 0, b.length);
      return new ColumnStatistics(rows, 0, lower, BytesStatistics.upper(b, 0, b.length), 1, true);
    }
    Object bound = value instanceof Double number ? (Object) (number + 0.0) : value;
    return new ColumnStatistics(rows, 0, bound, bound, 1, true);
  }

  @Override
  public boolean readNulls(int from, int count, boolean[] nulls, int at) {
    check(from, count);
    if (value != null) {
      return false;
    }
    Arrays.fill(nulls, at, at + count, true);
    return true;
  }

  @Override
  public void readLongs(int from, int count, long[] values, int at) {
    require(Layout.LONG, "readLongs");
    check(from, count);
    Arrays.fill(values, at, at + count, value == null ? 0 : (Long) value);
  }

  @Override
  public void readDoubles(int from, int count, double[] values, int at) {
    require(Layout.DOUBLE, "readDoubles");
    check(from, count);
    Arrays.fill(values, at, at + count, value == null ? 0 : (Double) value);
  }

  @Override
  public void readInt128s(int from, int count, long[] high, long[] low, int at) {
    require(Layout.INT128, "readInt128s");
    check(from, count);
    BigInteger number = value == null ? BigInteger.ZERO : (BigInteger) value;
    Arrays.fill(high, at, at + count, Int128Math.high(number));
    Arrays.fill(low, at, at + count, Int128Math.low(number));
  }

  @Override
  public BytesVector readBytes(int from, int count) {
    require(Layout.BYTES, "readBytes");
    check(from, count);
    boolean[] nulls = null;
    int[] lengths = new int[count];
    if (value == null) {
      nulls = new boolean[count];
      Arrays.fill(nulls, true);
    } else {
      Arrays.fill(lengths, dictionary.data().length);
    }
    return new BytesVector(
        dictionary.data(), new int[count], lengths, nulls, new int[count], dictionary);
  }

  private void check(int from, int count) {
    Objects.checkFromIndexSize(from, count, rows);
  }
}
