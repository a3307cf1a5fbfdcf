package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan;
import java.util.stream.IntStream;

/// Counts how often each row comes from either side, and gives it as often as the operation says.
record SetOperationBuilder(Query query) {
  private static final String HOLDER = "A set operation";

  Pipeline build(PhysicalPlan.SetOperation operation, Pipeline left, Pipeline right) {
    int leftMorsels = left.morsels();
    GroupingShape shape =
        new GroupingShape(
            HOLDER,
            operation.types(),
            IntStream.range(0, operation.types().size()).toArray(),
            2,
            () -> new SideCounts(query, operation));
    Grouping grouping = new Grouping(query, shape);
    return grouping.output(
        PipelineRunner.run(
                query,
                left.followedBy(right),
                () -> new SideSink(new GroupingWorker(query, grouping), leftMorsels))
            .stream()
            .map(SideSink::groups)
            .toList());
  }
}
