package io.armillaria.execution.memory;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType.Layout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Rows as the bytes of a page, column by column: a byte that says whether NULL flags follow, those
/// flags, a byte a row; then the values as they are in memory, of bytes the lengths before them.
final class PageCodec {
  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private PageCodec() {}

  /// The bytes of `rows` rows, the [SpillFile#header] included.
  static int size(ColumnVector[] columns, int rows) {
    long size = SpillFile.header();
    for (ColumnVector column : columns) {
      size += 1 + (column.nulls() == null ? 0 : rows);
      size +=
          switch (column) {
            case LongVector _, DoubleVector _ -> 8L * rows;
            case Int128Vector _ -> 16L * rows;
            case BytesVector v -> 4L * rows + bytes(v, rows);
          };
    }
    if (size > LARGEST) {
      throw new Failure.OutOfMemory(
              rows + " rows have " + size + " bytes, too many for a page of a temporary file.")
          .raise();
    }
    return (int) size;
  }

  static ByteBuffer buffer(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Writes the first `rows` rows to the page, from behind its header on, and flips it.
  static void encode(ColumnVector[] columns, int rows, ByteBuffer page) {
    page.clear().position(SpillFile.header());
    for (ColumnVector column : columns) {
      encodeNulls(column.nulls(), rows, page);
      switch (column) {
        case LongVector v -> put(v.values(), rows, page);
        case DoubleVector v -> {
          page.asDoubleBuffer().put(v.values(), 0, rows);
          page.position(page.position() + 8 * rows);
        }
        case Int128Vector v -> {
          put(v.high(), rows, page);
          put(v.low(), rows, page);
        }
        case BytesVector v -> {
          page.asIntBuffer().put(v.lengths(), 0, rows);
          page.position(page.position() + 4 * rows);
          for (int row = 0; row < rows; row++) {
            page.put(v.data(), v.lengths()[row] == 0 ? 0 : v.starts()[row], v.lengths()[row]);
          }
        }
      }
    }
    page.flip();
  }

  /// The columns of a page of `rows` rows that stands behind its header, in arrays of their own.
  static ColumnVector[] decode(Layout[] layouts, int rows, ByteBuffer page) {
    ColumnVector[] columns = new ColumnVector[layouts.length];
    for (int i = 0; i < columns.length; i++) {
      boolean[] nulls = decodeNulls(rows, page);
      columns[i] =
          switch (layouts[i]) {
            case LONG -> new LongVector(longs(rows, page), nulls);
            case DOUBLE -> {
              double[] values = new double[rows];
              page.asDoubleBuffer().get(values);
              page.position(page.position() + 8 * rows);
              yield new DoubleVector(values, nulls);
            }
            case INT128 -> {
              long[] high = longs(rows, page);
              yield new Int128Vector(high, longs(rows, page), nulls);
            }
            case BYTES -> texts(rows, nulls, page);
          };
    }
    return columns;
  }

  private static long bytes(BytesVector v, int rows) {
    long sum = 0;
    for (int row = 0; row < rows; row++) {
      sum += v.lengths()[row];
    }
    return sum;
  }

  private static void encodeNulls(boolean[] nulls, int rows, ByteBuffer page) {
    page.put((byte) (nulls == null ? 0 : 1));
    if (nulls != null) {
      for (int row = 0; row < rows; row++) {
        page.put((byte) (nulls[row] ? 1 : 0));
      }
    }
  }

  private static boolean[] decodeNulls(int rows, ByteBuffer page) {
    if (page.get() == 0) {
      return null;
    }
    boolean[] nulls = new boolean[rows];
    for (int row = 0; row < rows; row++) {
      nulls[row] = page.get() != 0;
    }
    return nulls;
  }

  private static void put(long[] values, int rows, ByteBuffer page) {
    page.asLongBuffer().put(values, 0, rows);
    page.position(page.position() + 8 * rows);
  }

  private static long[] longs(int rows, ByteBuffer page) {
    long[] values = new long[rows];
    page.asLongBuffer().get(values);
    page.position(page.position() + 8 * rows);
    return values;
  }

  private static BytesVector texts(int rows, boolean[] nulls, ByteBuffer page) {
    int[] lengths = new int[rows];
    page.asIntBuffer().get(lengths);
    page.position(page.position() + 4 * rows);
    int[] starts = new int[rows];
    int total = 0;
    for (int row = 0; row < rows; row++) {
      starts[row] = total;
      total += lengths[row];
    }
    byte[] data = new byte[total];
    page.get(data);
    return new BytesVector(data, starts, lengths, nulls);
  }
}
