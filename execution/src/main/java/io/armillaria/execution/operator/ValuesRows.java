package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.expression.Evaluator;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import java.util.List;

/// The rows of VALUES.
final class ValuesRows {
  private static final Batch ONE_ROW = new Batch(new ColumnVector[0], 1);

  private ValuesRows() {}

  static RowSet of(Query query, PhysicalPlan.Values values) {
    GrowingColumn[] columns =
        values.types().stream()
            .map(type -> GrowingColumn.of(type.layout()))
            .toArray(GrowingColumn[]::new);
    for (List<Expression> row : values.rows()) {
      query.check();
      for (int i = 0; i < columns.length; i++) {
        Evaluator evaluator = query.compiler().compile(row.get(i));
        columns[i].append(evaluator.evaluate(ONE_ROW), 0);
      }
    }
    ColumnVector[] vectors = new ColumnVector[columns.length];
    for (int i = 0; i < columns.length; i++) {
      vectors[i] = columns[i].vector();
    }
    return new RowSet(vectors, values.rows().size());
  }
}
