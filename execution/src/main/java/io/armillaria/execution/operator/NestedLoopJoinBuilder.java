package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// Collects the right side and pairs each left row with all of it.
record NestedLoopJoinBuilder(Query query, PipelineBuilder builder) {
  Pipeline build(PhysicalPlan.NestedLoopJoin join) {
    RowSet right = builder.collect(join.right());
    Pipeline left = builder.build(join.left());
    List<DataType> leftTypes = join.left().types();
    List<DataType> rightTypes = join.right().types();
    boolean keepsRight = join.kind().keepsRight();
    boolean[] matched = keepsRight ? new boolean[right.rows()] : null;
    Optional<Expression> condition = condition(join);
    Pipeline probed =
        left.then(
            input -> {
              JoinPairs pairs = new JoinPairs(query, leftTypes, rightTypes, condition);
              JoinMatches matches = new JoinMatches(join.kind(), pairs, right, matched);
              return new LoopProbe(query, input, right, pairs, matches);
            });
    if (!keepsRight) {
      return probed;
    }
    Source marked = MarkedSource.of(query, join.kind(), right, matched, leftTypes, rightTypes);
    return probed.followedBy(new Stage(marked, List.of(), true));
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
