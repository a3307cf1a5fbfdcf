package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan;
import java.util.List;

/// Counts how often each row comes from either side, and gives it as often as the operation says.
record SetOperationBuilder(Query query) {
  Pipeline build(PhysicalPlan.SetOperation operation, Pipeline left, Pipeline right) {
    int leftMorsels = left.morsels();
    List<SideCounts> sinks =
        PipelineRunner.run(
            query, left.followedBy(right), () -> new SideCounts(operation.types(), leftMorsels));
    SideCounts counts = sinks.getFirst();
    for (int i = 1; i < sinks.size(); i++) {
      counts.merge(sinks.get(i));
    }
    int[] order = counts.rows(operation.kind(), operation.all());
    RowSet rows = counts.distinctRows();
    return Pipeline.of(new OrderedSource(query, rows, operation.types(), order, 0, order.length));
  }
}
