package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Doubles;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// Compares pairs of rows on their key columns; NULL equals NULL.
final class KeyEquality {
  private KeyEquality() {}

  /// Sets `equal[i]` to whether row `a[i]` of `left` equals row `b[i]` of `right` in all columns.
  static void compare(
      ColumnVector[] left, int[] a, ColumnVector[] right, int[] b, int count, boolean[] equal) {
    Arrays.fill(equal, 0, count, true);
    for (int column = 0; column < left.length; column++) {
      compare(left[column], a, right[column], b, count, equal);
    }
  }

  /// Like [#compare], but in a key that is not null-safe NULL may equal anything.
  static void comparePossibly(
      ColumnVector[] left,
      int[] a,
      ColumnVector[] right,
      int[] b,
      boolean[] nullSafe,
      int count,
      boolean[] equal) {
    for (int i = 0; i < count; i++) {
      boolean possible = true;
      for (int column = 0; column < left.length && possible; column++) {
        boolean leftNull = left[column].isNull(a[i]);
        boolean rightNull = right[column].isNull(b[i]);
        possible =
            (leftNull || rightNull)
                ? !nullSafe[column] || leftNull == rightNull
                : equal(left[column], a[i], right[column], b[i]);
      }
      equal[i] = possible;
    }
  }

  private static void compare(
      ColumnVector left, int[] a, ColumnVector right, int[] b, int count, boolean[] equal) {
    if (left.nulls() != null || right.nulls() != null) {
      for (int i = 0; i < count; i++) {
        boolean leftNull = left.isNull(a[i]);
        boolean rightNull = right.isNull(b[i]);
        equal[i] &= leftNull == rightNull && (leftNull || equal(left, a[i], right, b[i]));
      }
      return;
    }
    switch (left) {
      case LongVector v -> longs(v.values(), a, ((LongVector) right).values(), b, count, equal);
      case DoubleVector v -> {
        double[] y = ((DoubleVector) right).values();
        for (int i = 0; i < count; i++) {
          equal[i] &= Doubles.equal(v.values()[a[i]], y[b[i]]);
        }
      }
      case Int128Vector v -> {
        Int128Vector w = (Int128Vector) right;
        longs(v.low(), a, w.low(), b, count, equal);
        longs(v.high(), a, w.high(), b, count, equal);
      }
      case BytesVector v -> {
        BytesVector w = (BytesVector) right;
        for (int i = 0; i < count; i++) {
          equal[i] &= bytes(v, a[i], w, b[i]);
        }
      }
    }
  }

  /// Whether two rows, neither of them NULL, have equal values.
  static boolean equal(ColumnVector left, int a, ColumnVector right, int b) {
    return switch (left) {
      case LongVector v -> v.values()[a] == ((LongVector) right).values()[b];
      case DoubleVector v -> Doubles.equal(v.values()[a], ((DoubleVector) right).values()[b]);
      case Int128Vector v ->
          v.low()[a] == ((Int128Vector) right).low()[b]
              && v.high()[a] == ((Int128Vector) right).high()[b];
      case BytesVector v -> bytes(v, a, (BytesVector) right, b);
    };
  }

  private static void longs(long[] x, int[] a, long[] y, int[] b, int count, boolean[] equal) {
    for (int i = 0; i < count; i++) {
      equal[i] &= x[a[i]] == y[b[i]];
    }
  }

  private static boolean bytes(BytesVector v, int a, BytesVector w, int b) {
    int length = v.lengths()[a];
    return length == w.lengths()[b]
        && Arrays.equals(
            v.data(),
            v.starts()[a],
            v.starts()[a] + length,
            w.data(),
            w.starts()[b],
            w.starts()[b] + length);
  }
}
