package io.armillaria.storage.table;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;

/// The bytes of a small block of rows: for each column its id, type, a flag whether NULLs occur
/// (then one byte a row), and the values that are not NULL: whole numbers as zigzag, doubles and
/// 128-bit numbers as fixed width, bytes led by their length.
final class RowBlockCodec {
  private RowBlockCodec() {}

  static void write(BinaryWriter out, RowBlock block) {
    out.varint(block.rows()).varint(block.columns().size());
    for (int i = 0; i < block.columns().size(); i++) {
      out.varint(block.columns().get(i).id());
      SchemaCodec.writeType(out, block.columns().get(i).type());
      writeVector(out, block.vectors().get(i), block.rows());
    }
  }

  static RowBlock read(BinaryReader in) {
    int rows = in.count(1);
    List<Column> columns = new ArrayList<>();
    List<ColumnVector> vectors = new ArrayList<>();
    for (int left = in.count(3); left > 0; left--) {
      int id = (int) in.varint();
      DataType type = SchemaCodec.readType(in);
      columns.add(new Column(id, "", type, true));
      vectors.add(readVector(in, type, rows));
    }
    return new RowBlock(columns, vectors, rows);
  }

  private static void writeVector(BinaryWriter out, ColumnVector vector, int rows) {
    boolean nulls = false;
    for (int row = 0; row < rows; row++) {
      nulls |= vector.isNull(row);
    }
    out.bool(nulls);
    for (int row = 0; nulls && row < rows; row++) {
      out.bool(vector.isNull(row));
    }
    for (int row = 0; row < rows; row++) {
      if (!vector.isNull(row)) {
        switch (vector) {
          case LongVector v -> out.zigzag(v.values()[row]);
          case DoubleVector v -> out.i64(Double.doubleToRawLongBits(v.values()[row]));
          case Int128Vector v -> out.i64(v.low()[row]).i64(v.high()[row]);
          case BytesVector v ->
              out.varint(v.lengths()[row]).raw(v.data(), v.starts()[row], v.lengths()[row]);
        }
      }
    }
  }

  private static ColumnVector readVector(BinaryReader in, DataType type, int rows) {
    boolean[] nulls = in.bool() ? new boolean[rows] : null;
    for (int row = 0; nulls != null && row < rows; row++) {
      nulls[row] = in.bool();
    }
    return switch (type.layout()) {
      case LONG -> {
        long[] values = new long[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = present(nulls, row) ? in.zigzag() : 0;
        }
        yield new LongVector(values, nulls);
      }
      case DOUBLE -> {
        double[] values = new double[rows];
        for (int row = 0; row < rows; row++) {
          values[row] = present(nulls, row) ? Double.longBitsToDouble(in.i64()) : 0;
        }
        yield new DoubleVector(values, nulls);
      }
      case INT128 -> {
        long[] low = new long[rows];
        long[] high = new long[rows];
        for (int row = 0; row < rows; row++) {
          low[row] = present(nulls, row) ? in.i64() : 0;
          high[row] = present(nulls, row) ? in.i64() : 0;
        }
        yield new Int128Vector(high, low, nulls);
      }
      case BYTES -> readBytes(in, nulls, rows);
    };
  }

  private static BytesVector readBytes(BinaryReader in, boolean[] nulls, int rows) {
    int[] starts = new int[rows];
    int[] lengths = new int[rows];
    BinaryWriter data = new BinaryWriter();
    for (int row = 0; row < rows; row++) {
      starts[row] = data.size();
      if (present(nulls, row)) {
        byte[] value = in.bytes();
        lengths[row] = value.length;
        data.raw(value);
      }
    }
    return new BytesVector(data.toBytes(), starts, lengths, nulls);
  }

  private static boolean present(boolean[] nulls, int row) {
    return nulls == null || !nulls[row];
  }
}
