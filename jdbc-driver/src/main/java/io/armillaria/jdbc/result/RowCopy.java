package io.armillaria.jdbc.result;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// Copies one row, which then outlives its batch.
final class RowCopy {
  private RowCopy() {}

  /// A vector of one row.
  static ColumnVector of(ColumnVector vector, int row) {
    boolean[] nulls = vector.isNull(row) ? new boolean[] {true} : null;
    return switch (vector) {
      case LongVector v -> new LongVector(new long[] {v.values()[row]}, nulls);
      case DoubleVector v -> new DoubleVector(new double[] {v.values()[row]}, nulls);
      case Int128Vector v ->
          new Int128Vector(new long[] {v.high()[row]}, new long[] {v.low()[row]}, nulls);
      case BytesVector v -> {
        int start = v.starts()[row];
        int length = v.lengths()[row];
        byte[] data = Arrays.copyOfRange(v.data(), start, start + length);
        yield new BytesVector(data, new int[] {0}, new int[] {length}, nulls);
      }
    };
  }
}
