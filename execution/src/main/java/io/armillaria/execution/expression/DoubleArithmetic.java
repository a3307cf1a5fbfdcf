package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;

/// Arithmetic on doubles. A result that is infinite although its operands are finite is an
/// overflow; REAL results are rounded to floats.
final class DoubleArithmetic implements Evaluator {
  enum Kind {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    MODULO
  }

  private final Kind kind;
  private final Evaluator left;
  private final Evaluator right;
  private final DataType type;
  private final double[] values = new double[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];

  DoubleArithmetic(Kind kind, Evaluator left, Evaluator right, DataType type) {
    this.kind = kind;
    this.left = left;
    this.right = right;
    this.type = type;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    DoubleVector x = (DoubleVector) left.evaluate(batch);
    DoubleVector y = (DoubleVector) right.evaluate(batch);
    boolean[] flags = Nulls.either(x.nulls(), y.nulls(), nulls, batch.rows());
    compute(x.values(), y.values(), batch.rows());
    if (type == Plain.REAL) {
      for (int i = 0; i < batch.rows(); i++) {
        values[i] = (float) values[i];
      }
    }
    check(x.values(), y.values(), flags, batch);
    return new DoubleVector(values, flags);
  }

  @Override
  public boolean fallible() {
    return true;
  }

  private void compute(double[] a, double[] b, int rows) {
    switch (kind) {
      case ADD -> {
        for (int i = 0; i < rows; i++) {
          values[i] = a[i] + b[i];
        }
      }
      case SUBTRACT -> {
        for (int i = 0; i < rows; i++) {
          values[i] = a[i] - b[i];
        }
      }
      case MULTIPLY -> {
        for (int i = 0; i < rows; i++) {
          values[i] = a[i] * b[i];
        }
      }
      case DIVIDE -> {
        for (int i = 0; i < rows; i++) {
          values[i] = a[i] / b[i];
        }
      }
      case MODULO -> {
        for (int i = 0; i < rows; i++) {
          values[i] = a[i] % b[i];
        }
      }
    }
  }

  private void check(double[] a, double[] b, boolean[] flags, Batch batch) {
    boolean divides = kind == Kind.DIVIDE || kind == Kind.MODULO;
    double strange = 0;
    for (int i = 0; i < batch.rows(); i++) {
      // 0 for finite values, NaN for infinite ones and NaN
      strange += values[i] * 0;
    }
    if (strange == 0) {
      return;
    }
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (flags != null && flags[i]) {
        continue;
      }
      if (divides && b[i] == 0) {
        throw Numbers.zeroDivisor();
      }
      if (Double.isInfinite(values[i]) && Double.isFinite(a[i]) && Double.isFinite(b[i])) {
        throw Numbers.overflow(Double.toString(values[i]), type);
      }
    }
  }
}
