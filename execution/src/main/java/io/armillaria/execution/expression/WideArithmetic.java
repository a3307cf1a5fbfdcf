package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.Int128;
import io.armillaria.storage.type.Int128Math;
import java.math.BigInteger;

/// Decimal arithmetic whose types allow more than a long. Sums, differences and products of values
/// that are all longs, as they mostly are, are computed by loops over longs; all others row by row
/// in 128 bits.
final class WideArithmetic implements Evaluator {
  private final Evaluator left;
  private final Evaluator right;
  private final WideOperation operation;
  private final DataType type;
  private final Int128 result = new Int128();
  private final long[] high = new long[Batch.CAPACITY];
  private final long[] low = new long[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];
  // whether all results of the batch fit a long
  private boolean small;

  WideArithmetic(Evaluator left, Evaluator right, WideOperation operation, DataType type) {
    this.left = left;
    this.right = right;
    this.operation = operation;
    this.type = type;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector a = left.evaluate(batch);
    ColumnVector b = right.evaluate(batch);
    boolean[] flags = Nulls.either(a.nulls(), b.nulls(), nulls, batch.rows());
    small = false;
    if (!fast(a, b, flags, batch)) {
      slow(a, b, flags, batch);
    }
    return type.layout() == DataType.Layout.INT128
        ? new Int128Vector(high, low, flags, small)
        : new LongVector(low, flags);
  }

  @Override
  public boolean fallible() {
    return true;
  }

  /// Computes all rows by a loop when their values prove that it is exact; else returns false.
  private boolean fast(ColumnVector a, ColumnVector b, boolean[] flags, Batch batch) {
    if (!operation.plain() || !narrow(a, batch) || !narrow(b, batch)) {
      return false;
    }
    int rows = batch.rows();
    long[] x = lows(a);
    long[] y = lows(b);
    boolean allSmall = true;
    switch (operation.function()) {
      case MULTIPLY -> allSmall = WideKernels.multiply(x, y, rows, high, low);
      case ADD, SUBTRACT -> {
        long xFactor = operation.leftFactor();
        long yFactor = operation.rightFactor();
        long xMost = WideKernels.scaled(WideKernels.bits(x, rows), xFactor);
        long yMost = WideKernels.scaled(WideKernels.bits(y, rows), yFactor);
        if (xMost < 0 || yMost < 0 || xMost + yMost < 0) {
          return false;
        }
        boolean adds = operation.function() == Function.ADD;
        LongKernels.addScaled(x, xFactor, y, adds ? yFactor : -yFactor, rows, low);
        WideKernels.signs(low, rows, high);
      }
      default -> {
        return false;
      }
    }
    if (!operation.proven() && !(allSmall && operation.longsFit())) {
      check(a, b, flags, batch);
    }
    small = allSmall;
    return true;
  }

  private void check(ColumnVector a, ColumnVector b, boolean[] flags, Batch batch) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if ((flags == null || !flags[i]) && !operation.fits(high[i], low[i])) {
        operation.exact(Numbers.at(a, i), Numbers.at(b, i));
      }
    }
  }

  private void slow(ColumnVector a, ColumnVector b, boolean[] flags, Batch batch) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (flags != null && flags[i]) {
        continue;
      }
      if (!operation.compute(high(a, i), low(a, i), high(b, i), low(b, i), result)
          || !operation.fits(result.high(), result.low())) {
        BigInteger exact = operation.exact(Numbers.at(a, i), Numbers.at(b, i));
        result.set(Int128Math.high(exact), Int128Math.low(exact));
      }
      high[i] = result.high();
      low[i] = result.low();
    }
  }

  private static boolean narrow(ColumnVector vector, Batch batch) {
    if (vector instanceof LongVector) {
      return true;
    }
    Int128Vector v = (Int128Vector) vector;
    if (v.narrow()) {
      return true;
    }
    return batch.selection() == null
        ? WideKernels.narrow(v.high(), v.low(), batch.rows())
        : WideKernels.narrow(v.high(), v.low(), batch.selection(), batch.selected());
  }

  private static long[] lows(ColumnVector vector) {
    return vector instanceof LongVector v ? v.values() : ((Int128Vector) vector).low();
  }

  private static long high(ColumnVector vector, int row) {
    return vector instanceof LongVector v
        ? v.values()[row] >> 63
        : ((Int128Vector) vector).high()[row];
  }

  private static long low(ColumnVector vector, int row) {
    return lows(vector)[row];
  }
}
