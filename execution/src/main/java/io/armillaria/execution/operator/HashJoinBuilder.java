package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import java.util.List;

/// Collects the right side of a hash join into a table and lets the left side probe it.
record HashJoinBuilder(Query query, PipelineBuilder builder) {
  Pipeline build(PhysicalPlan.HashJoin join) {
    RowSet right = builder.collect(join.right());
    Pipeline left = builder.build(join.left());
    boolean[] nullSafe = new boolean[join.nullSafe().size()];
    for (int i = 0; i < nullSafe.length; i++) {
      nullSafe[i] = join.nullSafe().get(i);
    }
    boolean keepsRight = join.kind().keepsRight();
    JoinTable table =
        new JoinTable(query, right, Keys.array(join.rightKeys()), nullSafe, keepsRight);
    if (join.kind() == JoinKind.NULL_AWARE_ANTI) {
      int[] loose = table.rowsWithNull(nullSafe);
      return left.then(input -> new NullAwareProbe(query, input, table, loose, join, nullSafe));
    }
    Pipeline probed = left.then(input -> new HashProbe(query, input, table, join, nullSafe));
    if (!keepsRight) {
      return probed;
    }
    Source marked =
        MarkedSource.of(
            query, join.kind(), right, table.matched(), join.left().types(), join.right().types());
    return probed.followedBy(new Stage(marked, List.of(), true));
  }
}
