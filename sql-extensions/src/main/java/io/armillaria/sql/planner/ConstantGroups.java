package io.armillaria.sql.planner;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelCollations;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.AggregateCall;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.util.Util;

/// Takes constants out of GROUP BY where nothing else is there:
///
/// ```
/// Aggregate by 'x': SUM(a)    =>    'x', SUM(a) where COUNT(*) > 0 from Aggregate: SUM(a), COUNT(*)
/// ```
///
/// Calcite's decorrelation leaves such keys out, too, and then makes a row of no rows.
final class ConstantGroups extends RelHomogeneousShuttle {
  private final RelBuilder builder;

  private ConstantGroups(RelBuilder builder) {
    this.builder = builder;
  }

  static RelNode rewrite(RelNode root, RelBuilder builder) {
    return root.accept(new ConstantGroups(builder));
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node);
    return inside instanceof Aggregate aggregate
            && aggregate.getInput() instanceof Project project
            && aggregate.getGroupType() == Aggregate.Group.SIMPLE
            && aggregate.getGroupCount() > 0
            && aggregate.getGroupSet().stream().allMatch(key -> isLiteral(project, key))
            && RelOptUtil.getVariablesUsed(aggregate).isEmpty()
        ? rewrite(aggregate, project)
        : inside;
  }

  private static boolean isLiteral(Project project, int column) {
    return project.getProjects().get(column) instanceof RexLiteral;
  }

  private RelNode rewrite(Aggregate aggregate, Project input) {
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(call.adaptTo(input, call.getArgList(), call.filterArg, false, true));
    }
    calls.add(count(input));
    builder.push(input).aggregate(builder.groupKey(), calls);
    builder.filter(builder.greaterThan(Util.last(builder.fields()), builder.literal(0)));
    List<RexNode> columns = new ArrayList<>();
    aggregate.getGroupSet().forEach(key -> columns.add(input.getProjects().get(key)));
    columns.addAll(Util.skipLast(builder.fields()));
    RelNode rewritten = builder.project(columns).build();
    return RelOptUtil.createCastRel(rewritten, aggregate.getRowType(), true);
  }

  private static AggregateCall count(RelNode input) {
    return AggregateCall.create(
        SqlStdOperatorTable.COUNT,
        false,
        false,
        false,
        List.of(),
        List.of(),
        -1,
        null,
        RelCollations.EMPTY,
        true,
        input,
        null,
        null);
  }
}
