package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Evaluator;
import io.armillaria.storage.column.ColumnVector;
import java.util.List;

/// Computes a new column for each expression.
record ProjectOperator(Operator input, List<Evaluator> evaluators) implements Operator {
  @Override
  public Batch next() {
    Batch batch = input.next();
    if (batch == null) {
      return null;
    }
    ColumnVector[] columns = new ColumnVector[evaluators.size()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = evaluators.get(i).evaluate(batch);
    }
    return new Batch(columns, batch.rows(), batch.selection(), batch.selected());
  }
}
