package io.armillaria.sql.planner;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/// Takes what all branches of an OR have in common out of it, so that it can be pushed down or
/// become the key of a join: `(a = b AND x) OR (a = b AND y)` is `a = b AND (x OR y)`.
final class CommonFactors extends RelHomogeneousShuttle {
  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node);
    RexBuilder builder = inside.getCluster().getRexBuilder();
    return switch (inside) {
      case Filter filter ->
          filter.copy(
              filter.getTraitSet(), filter.getInput(), pulled(filter.getCondition(), builder));
      case Join join ->
          join.copy(
              join.getTraitSet(),
              pulled(join.getCondition(), builder),
              join.getLeft(),
              join.getRight(),
              join.getJoinType(),
              join.isSemiJoinDone());
      default -> inside;
    };
  }

  private static RexNode pulled(RexNode condition, RexBuilder builder) {
    return RexUtil.composeConjunction(
        builder,
        RelOptUtil.conjunctions(condition).stream()
            .map(each -> each.getKind() == SqlKind.OR ? RexUtil.pullFactors(builder, each) : each)
            .toList());
  }
}
