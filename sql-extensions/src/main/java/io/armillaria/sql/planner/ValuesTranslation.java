package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexLiteral;

/// Rows of literals.
final class ValuesTranslation {
  private ValuesTranslation() {}

  static PhysicalPlan translate(Values values, Casts casts) {
    List<DataType> types =
        values.getRowType().getFieldList().stream()
            .map(field -> ExpressionTypes.of(field.getType()))
            .toList();
    List<List<Expression>> rows = new ArrayList<>();
    for (List<RexLiteral> tuple : values.getTuples()) {
      List<Expression> row = new ArrayList<>();
      for (int i = 0; i < tuple.size(); i++) {
        row.add(casts.to(Literals.of(tuple.get(i)), types.get(i)));
      }
      rows.add(row);
    }
    return new PhysicalPlan.Values(rows, types);
  }
}
