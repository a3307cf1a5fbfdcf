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
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Util;

/// Takes constants out of GROUP BY:
///
/// ```
/// Aggregate by a, 'x': SUM(b)    =>    a, 'x', SUM(b) from Aggregate by a: SUM(b)
/// Aggregate by 'x': SUM(b)       =>    'x', SUM(b) where COUNT(*) > 0 from Aggregate: SUM(b), COUNT(*)
/// ```
///
/// Calcite's decorrelation leaves such keys out, too, but then makes a row of no rows where nothing
/// else is there, and may lose its way in the columns.
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
        ? rewrite(aggregate, project)
        : inside;
  }

  private RelNode rewrite(Aggregate aggregate, Project input) {
    ImmutableBitSet kept = aggregate.getGroupSet().except(literals(input));
    if (kept.equals(aggregate.getGroupSet())
        || (kept.isEmpty() && !RelOptUtil.getVariablesUsed(aggregate).isEmpty())) {
      return aggregate;
    }
    List<AggregateCall> calls = new ArrayList<>();
    for (AggregateCall call : aggregate.getAggCallList()) {
      calls.add(call.adaptTo(input, call.getArgList(), call.filterArg, false, kept.isEmpty()));
    }
    builder.push(input);
    if (kept.isEmpty()) {
      calls.add(count(input));
      builder.aggregate(builder.groupKey(), calls);
      builder.filter(builder.greaterThan(Util.last(builder.fields()), builder.literal(0)));
    } else {
      builder.aggregate(builder.groupKey(kept), calls);
    }
    List<RexNode> columns = new ArrayList<>();
    for (int key : aggregate.getGroupSet()) {
      columns.add(kept.get(key) ? builder.field(kept.indexOf(key)) : input.getProjects().get(key));
    }
    for (int i = 0; i < aggregate.getAggCallList().size(); i++) {
      columns.add(builder.field(kept.cardinality() + i));
    }
    RelNode rewritten = builder.project(columns).build();
    return RelOptUtil.createCastRel(rewritten, aggregate.getRowType(), true);
  }

  private static ImmutableBitSet literals(Project project) {
    ImmutableBitSet.Builder literals = ImmutableBitSet.builder();
    for (int i = 0; i < project.getProjects().size(); i++) {
      if (project.getProjects().get(i) instanceof RexLiteral) {
        literals.set(i);
      }
    }
    return literals.build();
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
