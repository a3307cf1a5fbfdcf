package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import java.util.List;
import java.util.Optional;

/// The right rows of a nested-loop join.
record LoopSide(
    Query query,
    PhysicalPlan.NestedLoopJoin join,
    Optional<Expression> condition,
    RowSet rows,
    boolean[] matched)
    implements BuiltSide {
  @Override
  public List<RuntimeFilter> filters() {
    return List.of();
  }

  @Override
  public Operator probe(Operator left, CarriedMatches carried) {
    JoinPairs pairs = new JoinPairs(query, join.left().types(), join.right().types(), condition);
    JoinMatches matches = new JoinMatches(join.kind(), pairs, rows, matched, carried);
    return new LoopProbe(query, left, rows, pairs, matches);
  }
}
