package io.armillaria.execution;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Single values of columns, boxed: a Long, Double, BigInteger or byte[], or null.
public final class Cells {
  private Cells() {}

  public static Object at(ColumnVector vector, int row) {
    if (vector.isNull(row)) {
      return null;
    }
    return switch (vector) {
      case LongVector v -> v.values()[row];
      case DoubleVector v -> v.values()[row];
      case Int128Vector v ->
          BigInteger.valueOf(v.high()[row])
              .shiftLeft(64)
              .add(new BigInteger(Long.toUnsignedString(v.low()[row])));
      case BytesVector v ->
          Arrays.copyOfRange(v.data(), v.starts()[row], v.starts()[row] + v.lengths()[row]);
    };
  }

  public static int compare(Object a, Object b) {
    return switch (a) {
      case Long x -> x.compareTo((Long) b);
      case Double x -> Double.compare(x + 0.0, (Double) b + 0.0);
      case BigInteger x -> x.compareTo((BigInteger) b);
      case byte[] x -> Arrays.compareUnsigned(x, (byte[]) b);
      default -> throw new IllegalArgumentException(a.toString());
    };
  }

  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// The rows of a batch with texts as String, so that lists of rows can be compared.
  public static List<List<Object>> rows(Batch batch) {
    List<List<Object>> rows = new ArrayList<>();
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      List<Object> row = new ArrayList<>();
      for (ColumnVector column : batch.columns()) {
        row.add(readable(at(column, i)));
      }
      rows.add(row);
    }
    return rows;
  }

  /// The value with byte[] as a String of Latin-1, which keeps the order of unsigned bytes.
  public static Object readable(Object value) {
    return value instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : value;
  }
}
