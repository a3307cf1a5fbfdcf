package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigInteger;

/// Adds, subtracts or multiplies columns of layout LONG whose result is of layout LONG.
///
/// All rows are computed at once with a flag that says whether any may have left its range; only
/// then are the rows that count looked at one by one.
final class LongArithmetic implements Evaluator {
  enum Kind {
    ADD,
    SUBTRACT,
    MULTIPLY
  }

  private final Kind kind;
  private final Evaluator left;
  private final Evaluator right;
  private final long leftFactor;
  private final long rightFactor;
  private final DataType type;
  private final boolean proven;
  private final long minimum;
  private final long maximum;
  private final long[] values = new long[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];

  /// Operands are multiplied by the factors first, to bring decimals to one scale.
  ///
  /// @param proven whether the operands' types show that the result is always in range; when a
  ///   factor is not 1, they must show that it fits a long
  LongArithmetic(
      Kind kind,
      Evaluator left,
      long leftFactor,
      Evaluator right,
      long rightFactor,
      DataType type,
      boolean proven) {
    this.kind = kind;
    this.left = left;
    this.right = right;
    this.leftFactor = leftFactor;
    this.rightFactor = rightFactor;
    this.type = type;
    this.proven = proven;
    this.minimum = Numbers.minimum(type).longValue();
    this.maximum = Numbers.maximum(type).longValue();
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    LongVector a = (LongVector) left.evaluate(batch);
    LongVector b = (LongVector) right.evaluate(batch);
    boolean[] flags = Nulls.either(a.nulls(), b.nulls(), nulls, batch.rows());
    int rows = batch.rows();
    long suspicious =
        switch (kind) {
          case ADD ->
              leftFactor == 1 && rightFactor == 1
                  ? LongKernels.add(a.values(), b.values(), rows, values)
                  : LongKernels.addScaled(
                      a.values(), leftFactor, b.values(), rightFactor, rows, values);
          case SUBTRACT ->
              leftFactor == 1 && rightFactor == 1
                  ? LongKernels.subtract(a.values(), b.values(), rows, values)
                  : LongKernels.addScaled(
                      a.values(), leftFactor, b.values(), -rightFactor, rows, values);
          case MULTIPLY ->
              proven
                  ? LongKernels.multiply(a.values(), b.values(), rows, values)
                  : LongKernels.multiplyChecked(a.values(), b.values(), rows, values);
        };
    if (!proven && (suspicious | LongKernels.outside(values, rows, minimum, maximum)) < 0) {
      check(a.values(), b.values(), flags, batch);
    }
    return new LongVector(values, flags);
  }

  @Override
  public boolean fallible() {
    return !proven || left.fallible() || right.fallible();
  }

  private void check(long[] a, long[] b, boolean[] flags, Batch batch) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (flags == null || !flags[i]) {
        BigInteger x = BigInteger.valueOf(a[i] * leftFactor);
        BigInteger y = BigInteger.valueOf(b[i] * rightFactor);
        BigInteger exact =
            switch (kind) {
              case ADD -> x.add(y);
              case SUBTRACT -> x.subtract(y);
              case MULTIPLY -> x.multiply(y);
            };
        Numbers.checked(exact, type);
      }
    }
  }
}
