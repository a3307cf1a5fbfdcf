package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlKind;

/// `UNNEST(ARRAY[a, b, c])`, with or without ORDINALITY: a row for each element. Of arrays there is
/// nothing else.
final class UnnestTranslation {
  private UnnestTranslation() {}

  static PhysicalPlan translate(Uncollect uncollect, ConstantFolder folder) {
    List<RexNode> elements = elements(uncollect);
    List<DataType> types =
        uncollect.getRowType().getFieldList().stream()
            .map(field -> ExpressionTypes.of(field.getType()))
            .toList();
    Casts casts = new Casts(folder);
    ExpressionTranslator expressions = new ExpressionTranslator(List.of(), folder);
    List<List<Expression>> rows = new ArrayList<>();
    for (RexNode element : elements) {
      List<Expression> row = new ArrayList<>();
      row.add(casts.to(expressions.translate(element), types.getFirst()));
      if (uncollect.withOrdinality) {
        row.add(casts.to(Literals.ofLong(rows.size() + 1L, Plain.BIGINT), types.getLast()));
      }
      rows.add(row);
    }
    return new PhysicalPlan.Values(rows, types);
  }

  private static List<RexNode> elements(Uncollect uncollect) {
    if (uncollect.getInput() instanceof Project project
        && project.getInput() instanceof Values values
        && values.getTuples().size() == 1
        && project.getProjects().size() == 1
        && project.getProjects().getFirst() instanceof RexCall call
        && call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
      return call.getOperands();
    }
    throw new Failure.Unsupported("UNNEST of anything but one ARRAY[...]").raise();
  }
}
