package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.RowFilter;

/// Passes the rows that a filter keeps.
record FilterOperator(Operator input, RowFilter filter) implements Operator {
  @Override
  public Batch next() {
    for (Batch batch = input.next(); batch != null; batch = input.next()) {
      Batch kept = filter.apply(batch);
      if (kept != null) {
        return kept;
      }
    }
    return null;
  }
}
