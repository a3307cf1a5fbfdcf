package io.armillaria.sql.planner;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql2rel.DeduplicateCorrelateVariables;

/// Says at a HAVING with several correlated subqueries what all of them mean by their variables, as
/// one; Calcite says it of the first there, and of the others at the projection above:
///
/// ```
/// Project(variables: $cor1)                  Project(variables: $cor1)
///   Filter(q($cor0) AND p($cor1),      =>      Filter(q($cor0) AND p($cor0),
///          variables: $cor0)                          variables: $cor0)
/// ```
final class HavingVariables extends RelHomogeneousShuttle {
  static RelNode rewrite(RelNode root) {
    return root.accept(new HavingVariables());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node).accept(new InsideSubqueries());
    return inside instanceof Project project
            && !project.getVariablesSet().isEmpty()
            && project.getInput() instanceof Filter filter
            && !filter.getVariablesSet().isEmpty()
        ? project.copy(project.getTraitSet(), List.of(withOneVariable(filter, project)))
        : inside;
  }

  private static final class InsideSubqueries extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subquery);
      return visited.clone(rewrite(visited.rel));
    }
  }

  private static RelNode withOneVariable(Filter filter, Project project) {
    RexBuilder builder = filter.getCluster().getRexBuilder();
    CorrelationId one = filter.getVariablesSet().iterator().next();
    RexNode condition =
        filter
            .getCondition()
            .accept(
                new RexShuttle() {
                  @Override
                  public RexNode visitSubQuery(RexSubQuery subquery) {
                    return subquery.clone(
                        DeduplicateCorrelateVariables.go(
                            builder, one, project.getVariablesSet(), subquery.rel));
                  }
                });
    return LogicalFilter.create(
        filter.getInput(), condition, ImmutableSet.copyOf(filter.getVariablesSet()));
  }
}
