package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan;
import java.util.stream.IntStream;

/// Counts how often each row comes from either side, and gives it as often as the operation says.
record SetOperationBuilder(Query query) {
  private static final String HOLDER = "A set operation";
  private static final int SIDES = 2;

  Pipeline build(PhysicalPlan.SetOperation operation, Pipeline left, Pipeline right) {
    int leftMorsels = left.morsels();
    int[] all = IntStream.range(0, operation.types().size()).toArray();
    GroupingShape shape =
        new GroupingShape(
            new SpilledSide.Use(HOLDER, operation.types(), all, 0, true),
            SIDES,
            () -> new SideCounts(query, operation));
    Allotment allotment = new Allotment(query, HOLDER, SIDES);
    Grouping grouping = new Grouping(query, allotment, shape);
    Pipeline output =
        grouping.output(
            PipelineRunner.run(
                    query,
                    left.followedBy(right),
                    () -> new SideSink(new GroupingWorker(query, grouping), leftMorsels))
                .stream()
                .map(SideSink::groups)
                .toList());
    if (grouping.spilled()) {
      return output.releasing(allotment::close);
    }
    allotment.close();
    return output;
  }
}
