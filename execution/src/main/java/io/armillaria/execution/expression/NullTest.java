package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// IS NULL and IS NOT NULL.
final class NullTest implements Evaluator {
  private final Evaluator operand;
  private final long whenNull;
  private final long[] values = new long[Batch.CAPACITY];

  NullTest(Evaluator operand, boolean negated) {
    this.operand = operand;
    this.whenNull = negated ? 0 : 1;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    boolean[] nulls = operand.evaluate(batch).nulls();
    if (nulls == null) {
      Arrays.fill(values, 0, batch.rows(), whenNull ^ 1);
    } else {
      for (int i = 0; i < batch.rows(); i++) {
        values[i] = nulls[i] ? whenNull : whenNull ^ 1;
      }
    }
    return new LongVector(values, null);
  }

  @Override
  public boolean fallible() {
    return operand.fallible();
  }
}
