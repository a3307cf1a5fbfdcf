package io.armillaria.sql.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Takes constants out of correlated IN:
///
/// `x IN (SELECT 5 FROM q)` becomes `x = 5 AND EXISTS (SELECT 5 FROM q)`, and `(x, y) IN (SELECT 5,
/// z FROM q)` becomes `x = 5 AND y IN (SELECT z FROM q)`.
///
/// That is the same, NULLs included; and Calcite's decorrelation loses its way among columns that
/// are constant.
final class ConstantMembers extends RelHomogeneousShuttle {
  static RelNode rewrite(RelNode root) {
    return root.accept(new ConstantMembers());
  }

  @Override
  public RelNode visit(RelNode node) {
    return super.visit(node).accept(new Inside(node.getCluster().getRexBuilder()));
  }

  private static final class Inside extends RexShuttle {
    private final RexBuilder builder;

    Inside(RexBuilder builder) {
      this.builder = builder;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subquery);
      RexSubQuery inner = visited.clone(rewrite(visited.rel));
      return inner.getKind() == SqlKind.IN && !RelOptUtil.getVariablesUsed(inner.rel).isEmpty()
          ? member(inner)
          : inner;
    }

    private RexNode member(RexSubQuery in) {
      Map<RexNode, RexLiteral> constants =
          RexUtil.predicateConstants(
              RexLiteral.class,
              builder,
              in.rel
                  .getCluster()
                  .getMetadataQuery()
                  .getPulledUpPredicates(in.rel)
                  .pulledUpPredicates);
      List<RexNode> conditions = new ArrayList<>();
      List<RexNode> operands = new ArrayList<>();
      List<RexNode> columns = new ArrayList<>();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < in.getOperands().size(); i++) {
        RexInputRef column = builder.makeInputRef(in.rel, i);
        RexLiteral constant = constants.get(column);
        if (constant == null) {
          operands.add(in.getOperands().get(i));
          columns.add(column);
          names.add(in.rel.getRowType().getFieldNames().get(i));
        } else {
          conditions.add(
              builder.makeCall(SqlStdOperatorTable.EQUALS, in.getOperands().get(i), constant));
        }
      }
      if (conditions.isEmpty()) {
        return in;
      }
      conditions.add(
          operands.isEmpty()
              ? RexSubQuery.exists(in.rel)
              : RexSubQuery.in(
                  LogicalProject.create(in.rel, List.of(), columns, names, java.util.Set.of()),
                  com.google.common.collect.ImmutableList.copyOf(operands)));
      return RexUtil.composeConjunction(builder, conditions);
    }
  }
}
