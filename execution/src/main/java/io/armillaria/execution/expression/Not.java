package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

final class Not implements Evaluator {
  private final Evaluator operand;
  private final long[] values = new long[Batch.CAPACITY];

  Not(Evaluator operand) {
    this.operand = operand;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    LongVector input = (LongVector) operand.evaluate(batch);
    for (int i = 0; i < batch.rows(); i++) {
      values[i] = input.values()[i] ^ 1;
    }
    return new LongVector(values, input.nulls());
  }

  @Override
  public boolean fallible() {
    return operand.fallible();
  }
}
