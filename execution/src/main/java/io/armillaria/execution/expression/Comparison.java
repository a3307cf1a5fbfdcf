package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// A comparison of two expressions; NULL when either side is.
final class Comparison implements Evaluator {
  private final Evaluator left;
  private final Evaluator right;
  private final VectorComparison comparison;
  private final long[] values = new long[Batch.CAPACITY];
  private final boolean[] nulls = new boolean[Batch.CAPACITY];

  Comparison(Evaluator left, Evaluator right, VectorComparison comparison) {
    this.left = left;
    this.right = right;
    this.comparison = comparison;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector a = left.evaluate(batch);
    ColumnVector b = right.evaluate(batch);
    comparison.compare(a, b, batch, values);
    return new LongVector(values, Nulls.either(a.nulls(), b.nulls(), nulls, batch.rows()));
  }

  @Override
  public boolean fallible() {
    return left.fallible() || right.fallible();
  }
}
