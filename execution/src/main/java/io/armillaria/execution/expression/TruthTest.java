package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// IS [NOT] TRUE, IS [NOT] FALSE: never NULL.
final class TruthTest implements Evaluator {
  private final Evaluator operand;
  private final long wanted;
  private final long flip;
  private final long[] values = new long[Batch.CAPACITY];

  TruthTest(Evaluator operand, boolean wanted, boolean negated) {
    this.operand = operand;
    this.wanted = wanted ? 1 : 0;
    this.flip = negated ? 1 : 0;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    LongVector input = (LongVector) operand.evaluate(batch);
    long mask = wanted ^ 1;
    for (int i = 0; i < batch.rows(); i++) {
      long holds = input.values()[i] ^ mask;
      values[i] = (input.isNull(i) ? 0 : holds) ^ flip;
    }
    return new LongVector(values, null);
  }

  @Override
  public boolean fallible() {
    return operand.fallible();
  }
}
