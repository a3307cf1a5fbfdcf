package io.armillaria.sql.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelHomogeneousShuttle;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/// Turns the conjuncts EXISTS, IN and their negations of a filter into semi and anti joins:
///
/// ```
/// Filter(c AND EXISTS(q))    =>    Filter(c)
///   input                            SemiJoin(what correlates q with input)
///                                      input
///                                      q without it
/// ```
///
/// NOT IN becomes an anti join on `(a = b) IS NOT FALSE`, which is what its NULLs mean. A subquery
/// whose correlation does not come out of it is left for Calcite's rules.
final class SemiJoins extends RelHomogeneousShuttle {
  static RelNode rewrite(RelNode root) {
    return root.accept(new SemiJoins());
  }

  @Override
  public RelNode visit(RelNode node) {
    RelNode inside = super.visit(node).accept(new InsideSubqueries());
    return inside instanceof Filter filter ? filter(filter) : inside;
  }

  /// Rewrites the queries of the subqueries themselves.
  private static final class InsideSubqueries extends RexShuttle {
    @Override
    public RexNode visitSubQuery(RexSubQuery subquery) {
      RexSubQuery visited = (RexSubQuery) super.visitSubQuery(subquery);
      return visited.clone(rewrite(visited.rel));
    }
  }

  private static RelNode filter(Filter filter) {
    RexBuilder builder = filter.getCluster().getRexBuilder();
    RelNode input = filter.getInput();
    List<RexNode> rest = new ArrayList<>();
    for (RexNode conjunct : RelOptUtil.conjunctions(filter.getCondition())) {
      Optional<RelNode> joined = joined(input, conjunct, filter.getVariablesSet());
      if (joined.isPresent()) {
        input = joined.get();
      } else {
        rest.add(conjunct);
      }
    }
    if (input == filter.getInput()) {
      return filter;
    }
    RexNode condition = RexUtil.composeConjunction(builder, rest);
    return condition.isAlwaysTrue()
        ? input
        : LogicalFilter.create(
            input,
            condition,
            com.google.common.collect.ImmutableSet.copyOf(filter.getVariablesSet()));
  }

  private static Optional<RelNode> joined(
      RelNode input, RexNode conjunct, Set<CorrelationId> variables) {
    boolean negated = conjunct.getKind() == SqlKind.NOT;
    RexNode inner = negated ? ((RexCall) conjunct).getOperands().getFirst() : conjunct;
    if (!(inner instanceof RexSubQuery subquery)
        || (subquery.getKind() != SqlKind.EXISTS && subquery.getKind() != SqlKind.IN)) {
      return Optional.empty();
    }
    if (RexUtil.SubQueryFinder.find(subquery.getOperands()) != null) {
      return Optional.empty();
    }
    boolean needsColumns = subquery.getKind() == SqlKind.IN;
    return new Unnesting(variables, input.getRowType().getFieldCount())
        .unnest(subquery.rel, needsColumns)
        .map(
            query ->
                LogicalJoin.create(
                    input,
                    query.rel(),
                    List.of(),
                    condition(subquery, query, input, negated),
                    Set.of(),
                    negated ? JoinRelType.ANTI : JoinRelType.SEMI));
  }

  private static RexNode condition(
      RexSubQuery subquery, Unnesting.Query query, RelNode input, boolean negated) {
    RexBuilder builder = input.getCluster().getRexBuilder();
    int left = input.getRowType().getFieldCount();
    List<RexNode> conditions = new ArrayList<>(query.conditions());
    if (subquery.getKind() == SqlKind.IN) {
      List<RexNode> equal =
          IntStream.range(0, subquery.getOperands().size())
              .mapToObj(i -> equal(subquery.getOperands().get(i), query.rel(), left, i, builder))
              .toList();
      RexNode all = RexUtil.composeConjunction(builder, equal);
      boolean strict = negated && all.getType().isNullable();
      conditions.add(strict ? builder.makeCall(SqlStdOperatorTable.IS_NOT_FALSE, all) : all);
    }
    return RexUtil.composeConjunction(builder, conditions);
  }

  private static RexNode equal(
      RexNode operand, RelNode query, int left, int column, RexBuilder builder) {
    return builder.makeCall(
        SqlStdOperatorTable.EQUALS,
        operand,
        builder.makeInputRef(
            query.getRowType().getFieldList().get(column).getType(), left + column));
  }
}
