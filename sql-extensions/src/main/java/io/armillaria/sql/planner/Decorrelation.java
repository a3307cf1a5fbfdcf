package io.armillaria.sql.planner;

import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.TopDownGeneralDecorrelator;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.Util;

/// Makes joins of what still runs a query for each row of another: Calcite's older way first, which
/// gives the better plans, then its general one.
final class Decorrelation {
  private Decorrelation() {}

  static RelNode decorrelated(RelNode root, RelBuilder builder) {
    if (!isCorrelated(root)) {
      return root;
    }
    RelNode outer =
        CorrelatedWindows.rewrite(
            ConstantGroups.rewrite(root.accept(new Plain()).accept(new OneRowIsOuter()), builder));
    RelNode joined = MistakenNotNull.isIn(outer) ? outer : inOlderWay(outer, builder);
    return isCorrelated(joined)
        ? TopDownGeneralDecorrelator.decorrelateQuery(outer, builder)
        : joined;
  }

  /// Calcite asserts on the way what it does not need; a host may have assertions enabled. And of
  /// some queries it loses track: of aggregates over aggregates, of two subqueries in one HAVING.
  private static RelNode inOlderWay(RelNode root, RelBuilder builder) {
    try {
      return RelDecorrelator.decorrelateQuery(root, builder);
    } catch (AssertionError | NullPointerException | IndexOutOfBoundsException _) {
      return root;
    }
  }

  /// Whether anything in the query is still run for each row of something else.
  static boolean isCorrelated(RelNode root) {
    if (!RelOptUtil.getVariablesUsed(root).isEmpty()) {
      return true;
    }
    try {
      root.accept(
          new RelHomogeneousShuttle() {
            @Override
            public RelNode visit(RelNode node) {
              if (node instanceof Correlate) {
                throw Util.FoundOne.NULL;
              }
              return super.visit(node);
            }
          });
      return false;
    } catch (Util.FoundOne _) {
      return true;
    }
  }

  /// A subquery that was simplified may have nothing left of the outer row, and is a join then.
  private static final class Plain extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode node) {
      RelNode inside = super.visit(node);
      return inside instanceof Correlate correlate
              && !RelOptUtil.getVariablesUsed(correlate.getRight())
                  .contains(correlate.getCorrelationId())
          ? LogicalJoin.create(
              correlate.getLeft(),
              correlate.getRight(),
              List.of(),
              correlate.getCluster().getRexBuilder().makeLiteral(true),
              Set.of(),
              correlate.getJoinType())
          : inside;
    }
  }

  /// An aggregate without GROUP BY gives a row even where it finds none. Taken for an inner join,
  /// that row would get lost; as an outer join it is kept, with NULLs.
  private static final class OneRowIsOuter extends RelHomogeneousShuttle {
    @Override
    public RelNode visit(RelNode node) {
      RelNode inside = super.visit(node);
      if (inside instanceof Correlate correlate
          && correlate.getJoinType() == JoinRelType.INNER
          && hasAlwaysRows(correlate)) {
        RelNode outer =
            correlate.copy(
                correlate.getTraitSet(),
                correlate.getLeft(),
                correlate.getRight(),
                correlate.getCorrelationId(),
                correlate.getRequiredColumns(),
                JoinRelType.LEFT);
        return RelOptUtil.createCastRel(outer, inside.getRowType(), true);
      }
      return inside;
    }

    private static boolean hasAlwaysRows(Correlate correlate) {
      Double least = correlate.getCluster().getMetadataQuery().getMinRowCount(correlate.getRight());
      return least != null && least >= 1;
    }
  }
}
