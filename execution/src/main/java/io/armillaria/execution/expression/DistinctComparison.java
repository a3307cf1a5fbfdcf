package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// IS [NOT] DISTINCT FROM: a comparison in which NULL is a value like any other.
final class DistinctComparison implements Evaluator {
  private final Evaluator left;
  private final Evaluator right;
  private final VectorComparison equality;
  private final long distinct;
  private final long[] values = new long[Batch.CAPACITY];

  /// @param equality gives 1 for equal values
  DistinctComparison(Evaluator left, Evaluator right, VectorComparison equality, boolean distinct) {
    this.left = left;
    this.right = right;
    this.equality = equality;
    this.distinct = distinct ? 1 : 0;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector a = left.evaluate(batch);
    ColumnVector b = right.evaluate(batch);
    equality.compare(a, b, batch, values);
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      boolean aNull = a.isNull(i);
      boolean bNull = b.isNull(i);
      long same = aNull || bNull ? (aNull == bNull ? 1 : 0) : values[i];
      values[i] = same ^ distinct;
    }
    return new LongVector(values, null);
  }

  @Override
  public boolean fallible() {
    return left.fallible() || right.fallible();
  }
}
