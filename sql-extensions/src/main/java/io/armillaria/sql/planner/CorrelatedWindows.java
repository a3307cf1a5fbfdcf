package io.armillaria.sql.planner;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;

/// Makes the windows of a correlated subquery ready to be computed for all outer rows at once: each
/// is partitioned by what correlates the subquery, too, which is one value for each outer row.
///
/// `SUM(x) OVER (ORDER BY y)` becomes `SUM(x) OVER (PARTITION BY $cor0.a ORDER BY y)`.
final class CorrelatedWindows extends RelHomogeneousShuttle {
  static RelNode rewrite(RelNode root) {
    return root.accept(new CorrelatedWindows());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node);
    return inside instanceof Correlate correlate
        ? correlate.copy(
            correlate.getTraitSet(),
            List.of(correlate.getLeft(), correlate.getRight().accept(new Inside(correlate))))
        : inside;
  }

  private static final class Inside extends RelHomogeneousShuttle {
    private final Correlate correlate;
    private final RexBuilder builder;

    Inside(Correlate correlate) {
      this.correlate = correlate;
      this.builder = correlate.getCluster().getRexBuilder();
    }

    @Override
    public RelNode visit(RelNode node) {
      RelNode inside = super.visit(node);
      return inside instanceof Project project
              && project.containsOver()
              && RelOptUtil.getVariablesUsed(project.getInput())
                  .contains(correlate.getCorrelationId())
          ? LogicalProject.create(
              project.getInput(),
              List.of(),
              new Partitioning().visitList(project.getProjects()),
              project.getRowType(),
              Set.of())
          : inside;
    }

    private final class Partitioning extends RexShuttle {
      @Override
      public RexNode visitOver(RexOver over) {
        RexWindow window = over.getWindow();
        List<RexNode> partition = new ArrayList<>(window.partitionKeys);
        RexNode row =
            builder.makeCorrel(correlate.getLeft().getRowType(), correlate.getCorrelationId());
        correlate.getRequiredColumns().forEach(i -> partition.add(builder.makeFieldAccess(row, i)));
        return builder.makeOver(
            over.getType(),
            over.getAggOperator(),
            over.getOperands(),
            partition,
            ImmutableList.copyOf(window.orderKeys),
            window.getLowerBound(),
            window.getUpperBound(),
            window.getExclude(),
            window.isRows(),
            true,
            false,
            over.isDistinct(),
            over.ignoreNulls());
      }
    }
  }
}
