package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;

record ColumnEvaluator(int index) implements Evaluator {
  @Override
  public ColumnVector evaluate(Batch batch) {
    return batch.columns()[index];
  }

  @Override
  public boolean fallible() {
    return false;
  }
}
