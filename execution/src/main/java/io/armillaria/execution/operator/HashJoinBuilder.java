package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import java.util.ArrayList;
import java.util.List;

/// Collects the right side of a hash join into a table and lets the left side probe it.
record HashJoinBuilder(Query query, PipelineBuilder builder) {
  private static final String HOLDER = "A hash join";

  /// @param runtime which of the join's rows do not matter
  /// @param wanted which of its columns do; null for all
  Pipeline build(PhysicalPlan.HashJoin join, List<RuntimeFilter> runtime, boolean[] wanted) {
    boolean[] nullSafe = new boolean[join.nullSafe().size()];
    for (int i = 0; i < nullSafe.length; i++) {
      nullSafe[i] = join.nullSafe().get(i);
    }
    // a NULL of NOT IN may equal anything, so rows with equal hashes are not all that must meet
    boolean partible = join.kind() != JoinKind.NULL_AWARE_ANTI;
    JoinShape shape =
        new JoinShape(
            HOLDER,
            join.kind(),
            join.left().types(),
            join.right().types(),
            partible ? Keys.array(join.leftKeys()) : new int[0],
            partible ? Keys.array(join.rightKeys()) : new int[0],
            rows -> HashSide.of(query, join, nullSafe, wanted, rows),
            JoinTable.BYTES_A_ROW);
    Pipeline right = builder.build(join.right(), RuntimeFilter.right(runtime, join));
    return new JoinCollector(query, shape)
        .join(
            right,
            own -> {
              List<RuntimeFilter> filters = new ArrayList<>(own);
              filters.addAll(RuntimeFilter.left(runtime, join));
              return builder.build(join.left(), filters);
            });
  }
}
