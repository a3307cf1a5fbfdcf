package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import java.util.ArrayList;
import java.util.List;

/// Collects the right side of a hash join into a table and lets the left side probe it.
record HashJoinBuilder(Query query, PipelineBuilder builder) {
  /// @param runtime which of the join's rows do not matter
  /// @param wanted which of its columns do; null for all
  Pipeline build(PhysicalPlan.HashJoin join, List<RuntimeFilter> runtime, boolean[] wanted) {
    RowSet right = builder.collect(join.right(), RuntimeFilter.right(runtime, join));
    boolean[] nullSafe = new boolean[join.nullSafe().size()];
    for (int i = 0; i < nullSafe.length; i++) {
      nullSafe[i] = join.nullSafe().get(i);
    }
    JoinTable table =
        new JoinTable(query, right, Keys.array(join.rightKeys()), nullSafe, join.kind());
    List<RuntimeFilter> filters = new ArrayList<>(RuntimeFilter.of(join, table));
    filters.addAll(RuntimeFilter.left(runtime, join));
    Pipeline left = builder.build(join.left(), filters);
    if (join.kind() == JoinKind.NULL_AWARE_ANTI) {
      int[] loose = table.rowsWithNull(nullSafe);
      return left.then(input -> new NullAwareProbe(query, input, table, loose, join, nullSafe));
    }
    Pipeline probed =
        left.then(input -> new HashProbe(query, input, table, join, nullSafe, wanted));
    if (!join.kind().keepsRight()) {
      return probed;
    }
    Source marked =
        MarkedSource.of(
            query, join.kind(), right, table.matched(), join.left().types(), join.right().types());
    return probed.followedBy(new Stage(marked, List.of(), true));
  }
}
