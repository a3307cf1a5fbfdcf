package io.armillaria.storage.txn;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// Which rows of two blocks have the same values, to the bit: what is written in the place of the
/// same is no change.
final class SameValues {
  private SameValues() {}

  /// Clears the flags of rows whose values differ.
  static void keep(boolean[] same, ColumnVector left, ColumnVector right, int rows) {
    for (int row = 0; row < rows; row++) {
      same[row] = same[row] && same(left, right, row);
    }
  }

  private static boolean same(ColumnVector left, ColumnVector right, int row) {
    if (left.isNull(row) || right.isNull(row)) {
      return left.isNull(row) && right.isNull(row);
    }
    return switch (left) {
      case LongVector v -> v.values()[row] == ((LongVector) right).values()[row];
      case DoubleVector v ->
          Double.doubleToLongBits(v.values()[row])
              == Double.doubleToLongBits(((DoubleVector) right).values()[row]);
      case Int128Vector v -> {
        Int128Vector w = (Int128Vector) right;
        yield v.high()[row] == w.high()[row] && v.low()[row] == w.low()[row];
      }
      case BytesVector v -> {
        BytesVector w = (BytesVector) right;
        yield Arrays.equals(
            v.data(),
            v.starts()[row],
            v.starts()[row] + v.lengths()[row],
            w.data(),
            w.starts()[row],
            w.starts()[row] + w.lengths()[row]);
      }
    };
  }
}
