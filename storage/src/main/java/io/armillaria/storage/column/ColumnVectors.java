package io.armillaria.storage.column;

import io.armillaria.storage.type.DataType.Layout;
import io.armillaria.storage.type.Int128Math;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;

/// Small operations on vectors of any layout. A *physical value* is a Long, Double, BigInteger or
/// byte[] by the layout, or null for NULL.
public final class ColumnVectors {
  private ColumnVectors() {}

  public static Layout layout(ColumnVector vector) {
    return switch (vector) {
      case LongVector _ -> Layout.LONG;
      case DoubleVector _ -> Layout.DOUBLE;
      case Int128Vector _ -> Layout.INT128;
      case BytesVector _ -> Layout.BYTES;
    };
  }

  /// A vector of the given physical values.
  public static ColumnVector of(Layout layout, Object... values) {
    VectorBuilder builder = VectorBuilder.of(layout, values.length);
    for (Object value : values) {
      builder.appendDefault(value);
    }
    return builder.build();
  }

  /// A vector of `rows` times the same physical value.
  public static ColumnVector constant(Layout layout, Object value, int rows) {
    boolean[] nulls = null;
    if (value == null) {
      nulls = new boolean[rows];
      Arrays.fill(nulls, true);
    }
    return switch (layout) {
      case LONG -> new LongVector(filled(rows, value == null ? 0 : (Long) value), nulls);
      case DOUBLE -> {
        double[] values = new double[rows];
        Arrays.fill(values, value == null ? 0 : (Double) value);
        yield new DoubleVector(values, nulls);
      }
      case INT128 -> {
        BigInteger number = value == null ? BigInteger.ZERO : (BigInteger) value;
        yield new Int128Vector(
            filled(rows, Int128Math.high(number)), filled(rows, Int128Math.low(number)), nulls);
      }
      case BYTES -> {
        byte[] bytes = value == null ? new byte[0] : (byte[]) value;
        int[] lengths = new int[rows];
        Arrays.fill(lengths, bytes.length);
        yield new BytesVector(bytes, new int[rows], lengths, nulls);
      }
    };
  }

  private static long[] filled(int rows, long value) {
    long[] values = new long[rows];
    Arrays.fill(values, value);
    return values;
  }

  /// The physical value of a row, as an object.
  public static Object value(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector) {
      case LongVector v -> v.values()[row];
      case DoubleVector v -> v.values()[row];
      case Int128Vector v -> Int128Math.toBigInteger(v.high()[row], v.low()[row]);
      case BytesVector v ->
          Arrays.copyOfRange(v.data(), v.starts()[row], v.starts()[row] + v.lengths()[row]);
    };
  }

  /// A new vector of the given rows, in that order.
  public static ColumnVector gather(ColumnVector vector, int[] rows) {
    return gather(vector, rows, rows.length);
  }

  /// A new vector of the rows `rows[0 .. count)`, in that order. Bytes and dictionary are shared
  /// with `vector`, everything else is new.
  public static ColumnVector gather(ColumnVector vector, int[] rows, int count) {
    boolean[] nulls = null;
    if (vector.nulls() != null) {
      nulls = new boolean[count];
      for (int i = 0; i < count; i++) {
        nulls[i] = vector.nulls()[rows[i]];
      }
    }
    return switch (vector) {
      case LongVector v -> new LongVector(gather(v.values(), rows, count), nulls);
      case DoubleVector v -> {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
          values[i] = v.values()[rows[i]];
        }
        yield new DoubleVector(values, nulls);
      }
      case Int128Vector v ->
          new Int128Vector(gather(v.high(), rows, count), gather(v.low(), rows, count), nulls);
      case BytesVector v ->
          new BytesVector(
              v.data(),
              gather(v.starts(), rows, count),
              gather(v.lengths(), rows, count),
              nulls,
              v.codes() == null ? null : gather(v.codes(), rows, count),
              v.dictionary());
    };
  }

  private static long[] gather(long[] values, int[] rows, int count) {
    long[] gathered = new long[count];
    for (int i = 0; i < count; i++) {
      gathered[i] = values[rows[i]];
    }
    return gathered;
  }

  private static int[] gather(int[] values, int[] rows, int count) {
    int[] gathered = new int[count];
    for (int i = 0; i < count; i++) {
      gathered[i] = values[rows[i]];
    }
    return gathered;
  }

  /// A new vector of the rows `from .. from + rows`. Bytes and dictionary are shared with `vector`.
  public static ColumnVector slice(ColumnVector vector, int from, int rows) {
    boolean[] nulls =
        vector.nulls() == null ? null : Arrays.copyOfRange(vector.nulls(), from, from + rows);
    int to = from + rows;
    return switch (vector) {
      case LongVector v -> new LongVector(Arrays.copyOfRange(v.values(), from, to), nulls);
      case DoubleVector v -> new DoubleVector(Arrays.copyOfRange(v.values(), from, to), nulls);
      case Int128Vector v ->
          new Int128Vector(
              Arrays.copyOfRange(v.high(), from, to), Arrays.copyOfRange(v.low(), from, to), nulls);
      case BytesVector v ->
          new BytesVector(
              v.data(),
              Arrays.copyOfRange(v.starts(), from, to),
              Arrays.copyOfRange(v.lengths(), from, to),
              nulls,
              v.codes() == null ? null : Arrays.copyOfRange(v.codes(), from, to),
              v.dictionary());
    };
  }

  /// Reads `rows` rows of `reader` into a new vector. `nulls` of the vector is null when no row of
  /// the column is NULL.
  public static ColumnVector read(ColumnReader reader, Layout layout, int from, int rows) {
    if (layout == Layout.BYTES) {
      return reader.readBytes(from, rows);
    }
    boolean[] flags = new boolean[rows];
    boolean[] nulls = reader.readNulls(from, rows, flags, 0) ? flags : null;
    return switch (layout) {
      case LONG -> {
        long[] values = new long[rows];
        reader.readLongs(from, rows, values, 0);
        yield new LongVector(values, nulls);
      }
      case DOUBLE -> {
        double[] values = new double[rows];
        reader.readDoubles(from, rows, values, 0);
        yield new DoubleVector(values, nulls);
      }
      case INT128 -> {
        long[] high = new long[rows];
        long[] low = new long[rows];
        reader.readInt128s(from, rows, high, low, 0);
        yield new Int128Vector(high, low, nulls);
      }
      case BYTES -> throw new IllegalStateException("BYTES");
    };
  }

  /// Orders two values of one layout: numbers by size with -0.0 equal to 0.0 and NaN above all
  /// others, bytes as unsigned, NULL above everything and equal to NULL. The order of
  /// [io.armillaria.storage.table.KeyEncoder].
  public static int compare(ColumnVector left, int leftRow, ColumnVector right, int rightRow) {
    if (left.isNull(leftRow) || right.isNull(rightRow)) {
      return Boolean.compare(left.isNull(leftRow), right.isNull(rightRow));
    }
    return switch (left) {
      case LongVector v ->
          Long.compare(v.values()[leftRow], ((LongVector) right).values()[rightRow]);
      case DoubleVector v ->
          Double.compare(
              v.values()[leftRow] + 0.0, ((DoubleVector) right).values()[rightRow] + 0.0);
      case Int128Vector v -> {
        Int128Vector w = (Int128Vector) right;
        yield Int128Math.compare(
            v.high()[leftRow], v.low()[leftRow], w.high()[rightRow], w.low()[rightRow]);
      }
      case BytesVector v -> {
        BytesVector w = (BytesVector) right;
        yield Arrays.compareUnsigned(
            v.data(),
            v.starts()[leftRow],
            v.starts()[leftRow] + v.lengths()[leftRow],
            w.data(),
            w.starts()[rightRow],
            w.starts()[rightRow] + w.lengths()[rightRow]);
      }
    };
  }

  /// Whether two values are the same; NULL is the same as NULL.
  public static boolean same(ColumnVector left, int leftRow, ColumnVector right, int rightRow) {
    return compare(left, leftRow, right, rightRow) == 0;
  }

  /// Whether the first `rows` rows of two vectors of one layout are the same.
  public static boolean same(ColumnVector left, ColumnVector right, int rows) {
    for (int row = 0; row < rows; row++) {
      if (!same(left, row, right, row)) {
        return false;
      }
    }
    return true;
  }

  /// Orders two physical values of one layout as [#compare(ColumnVector, int, ColumnVector, int)]
  /// does.
  public static int compareValues(Object left, Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    return switch (left) {
      case Long number -> number.compareTo((Long) right);
      case Double number -> Double.compare(number + 0.0, (Double) right + 0.0);
      case BigInteger number -> number.compareTo((BigInteger) right);
      case byte[] bytes -> Arrays.compareUnsigned(bytes, (byte[]) right);
      default -> throw new IllegalArgumentException(Objects.toString(left.getClass()));
    };
  }
}
