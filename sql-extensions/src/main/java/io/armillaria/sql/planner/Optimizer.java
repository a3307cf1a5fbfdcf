package io.armillaria.sql.planner;

import java.util.List;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.RelFactories;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.rules.FilterProjectTransposeRule;
import org.apache.calcite.rel.rules.PruneEmptyRules;
import org.apache.calcite.tools.RelBuilder;

/// Rewrites a query's operators: subqueries become joins, filters move down. Rules only, applied in
/// phases; no search.
final class Optimizer {
  private static final List<RelOptRule> SUBQUERIES =
      List.of(
          CoreRules.FILTER_SUB_QUERY_TO_CORRELATE,
          CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE,
          CoreRules.JOIN_SUB_QUERY_TO_CORRELATE);

  private static final List<RelOptRule> PUSH_DOWN =
      List.of(
          CoreRules.FILTER_REDUCE_EXPRESSIONS,
          CoreRules.PROJECT_REDUCE_EXPRESSIONS,
          CoreRules.JOIN_REDUCE_EXPRESSIONS,
          CoreRules.FILTER_INTO_JOIN,
          CoreRules.JOIN_CONDITION_PUSH,
          CoreRules.JOIN_PUSH_EXPRESSIONS,
          CoreRules.FILTER_AGGREGATE_TRANSPOSE,
          // a copy may nest ANDs, which Calcite asserts against; a builder flattens them
          FilterProjectTransposeRule.Config.DEFAULT.withCopyFilter(false).toRule(),
          CoreRules.FILTER_SET_OP_TRANSPOSE,
          CoreRules.FILTER_MERGE,
          CoreRules.PROJECT_MERGE,
          CoreRules.PROJECT_REMOVE,
          CoreRules.AGGREGATE_PROJECT_MERGE,
          CoreRules.UNION_MERGE,
          CoreRules.UNION_REMOVE,
          PruneEmptyRules.FILTER_INSTANCE,
          PruneEmptyRules.PROJECT_INSTANCE,
          PruneEmptyRules.JOIN_LEFT_INSTANCE,
          PruneEmptyRules.JOIN_RIGHT_INSTANCE,
          PruneEmptyRules.UNION_INSTANCE,
          PruneEmptyRules.AGGREGATE_INSTANCE,
          PruneEmptyRules.SORT_INSTANCE);

  private Optimizer() {}

  /// @param check called before each rule, to end the work by throwing
  static RelNode optimize(RelNode root, Runnable check) {
    RelBuilder builder = RelFactories.LOGICAL_BUILDER.create(root.getCluster(), null);
    RelNode without = ConstantMembers.rewrite(HavingVariables.rewrite(root));
    RelNode joined =
        Decorrelation.decorrelated(apply(SUBQUERIES, SemiJoins.rewrite(without), check), builder);
    if (Decorrelation.isCorrelated(joined)) {
      joined = Decorrelation.decorrelated(apply(SUBQUERIES, without, check), builder);
    }
    return apply(PUSH_DOWN, joined.accept(new CommonFactors()), check);
  }

  private static RelNode apply(List<RelOptRule> rules, RelNode root, Runnable check) {
    HepProgramBuilder program = HepProgram.builder().addRuleCollection(rules);
    HepPlanner planner = new HepPlanner(program.build());
    planner.setExecutor(root.getCluster().getPlanner().getExecutor());
    planner.addListener(new RuleChecks(check));
    planner.setRoot(root);
    return planner.findBestExp();
  }
}
