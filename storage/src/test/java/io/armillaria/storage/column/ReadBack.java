package io.armillaria.storage.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.type.DataType.Layout;
import java.util.Arrays;

/// Reads into the middle of larger arrays, and checks that NULL rows read as 0 and that nothing
/// else is touched.
final class ReadBack {
  private static final int MARGIN = 5;
  private static final long MARK = 0x5A5A5A5A5A5AL;

  private ReadBack() {}

  static ColumnVector read(ColumnReader reader, Layout layout, int from, int rows) {
    ColumnVector vector =
        switch (layout) {
          case LONG -> new LongVector(longs(reader, from, rows), nulls(reader, from, rows));
          case DOUBLE -> new DoubleVector(doubles(reader, from, rows), nulls(reader, from, rows));
          case INT128 -> int128s(reader, from, rows);
          case BYTES -> reader.readBytes(from, rows);
        };
    for (int i = 0; i < rows; i++) {
      if (vector.isNull(i)) {
        assertThat(isZero(vector, i)).isTrue();
      }
    }
    return vector;
  }

  private static boolean isZero(ColumnVector vector, int row) {
    return switch (vector) {
      case LongVector v -> v.values()[row] == 0;
      case DoubleVector v -> Double.doubleToLongBits(v.values()[row]) == 0;
      case Int128Vector v -> v.high()[row] == 0 && v.low()[row] == 0;
      case BytesVector v -> v.lengths()[row] == 0;
    };
  }

  private static boolean[] nulls(ColumnReader reader, int from, int rows) {
    boolean[] nulls = new boolean[rows + 2 * MARGIN];
    Arrays.fill(nulls, true);
    if (!reader.readNulls(from, rows, nulls, MARGIN)) {
      assertThat(reader.statistics().nulls()).isZero();
      return null;
    }
    for (int i = 0; i < MARGIN; i++) {
      assertThat(nulls[i] && nulls[MARGIN + rows + i]).isTrue();
    }
    return Arrays.copyOfRange(nulls, MARGIN, MARGIN + rows);
  }

  private static long[] longs(ColumnReader reader, int from, int rows) {
    long[] values = marked(rows);
    reader.readLongs(from, rows, values, MARGIN);
    return middle(values, rows);
  }

  private static Int128Vector int128s(ColumnReader reader, int from, int rows) {
    long[] high = marked(rows);
    long[] low = marked(rows);
    reader.readInt128s(from, rows, high, low, MARGIN);
    return new Int128Vector(middle(high, rows), middle(low, rows), nulls(reader, from, rows));
  }

  private static double[] doubles(ColumnReader reader, int from, int rows) {
    double[] values = new double[rows + 2 * MARGIN];
    Arrays.fill(values, MARK);
    reader.readDoubles(from, rows, values, MARGIN);
    for (int i = 0; i < MARGIN; i++) {
      assertThat(values[i] == MARK && values[MARGIN + rows + i] == MARK).isTrue();
    }
    return Arrays.copyOfRange(values, MARGIN, MARGIN + rows);
  }

  private static long[] marked(int rows) {
    long[] values = new long[rows + 2 * MARGIN];
    Arrays.fill(values, MARK);
    return values;
  }

  private static long[] middle(long[] values, int rows) {
    for (int i = 0; i < MARGIN; i++) {
      assertThat(values[i] == MARK && values[MARGIN + rows + i] == MARK).isTrue();
    }
    return Arrays.copyOfRange(values, MARGIN, MARGIN + rows);
  }
}
