package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// Collects the right side and pairs each left row with all of it.
record NestedLoopJoinBuilder(Query query, PipelineBuilder builder) {
  private static final String HOLDER = "A nested-loop join";

  Pipeline build(PhysicalPlan.NestedLoopJoin join) {
    boolean keepsRight = join.kind().keepsRight();
    Optional<Expression> condition = condition(join);
    JoinShape shape =
        new JoinShape(
            HOLDER,
            join.kind(),
            join.left().types(),
            join.right().types(),
            new int[0],
            new int[0],
            rows ->
                new LoopSide(
                    query, join, condition, rows, keepsRight ? new boolean[rows.rows()] : null),
            1);
    return new JoinCollector(query, shape)
        .join(builder.build(join.right()), _ -> builder.build(join.left()));
  }

  /// For NOT IN a condition that is NULL excludes a row like one that is TRUE.
  private static Optional<Expression> condition(PhysicalPlan.NestedLoopJoin join) {
    return join.kind() == JoinKind.NULL_AWARE_ANTI
        ? join.condition()
            .map(
                c -> new Expression.Call(Function.IS_NOT_FALSE, List.of(c), DataType.Plain.BOOLEAN))
        : join.condition();
  }
}
