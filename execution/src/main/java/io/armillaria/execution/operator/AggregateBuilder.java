package io.armillaria.execution.operator;

import io.armillaria.execution.plan.PhysicalPlan;
import java.util.ArrayList;
import java.util.List;

/// Aggregates a pipeline's rows, for each grouping set a [Grouping].
record AggregateBuilder(Query query) {
  private static final String HOLDER = "An aggregation";

  Pipeline build(PhysicalPlan.Aggregate plan, Pipeline input) {
    Allotment allotment = new Allotment(query, HOLDER, plan.groupingSets().size());
    List<Grouping> sets =
        plan.groupingSets().stream()
            .map(set -> new Grouping(query, allotment, shape(plan, set, allotment)))
            .toList();
    List<AggregateSink> sinks =
        PipelineRunner.run(
            query,
            input,
            () ->
                new AggregateSink(
                    sets.stream().map(set -> new GroupingWorker(query, set)).toList()));
    List<Pipeline> outputs = new ArrayList<>();
    for (int i = 0; i < sets.size(); i++) {
      int set = i;
      outputs.add(sets.get(set).output(sinks.stream().map(sink -> sink.sets().get(set)).toList()));
    }
    Pipeline output = outputs.stream().reduce(Pipeline::followedBy).orElseThrow();
    if (sets.stream().anyMatch(Grouping::spilled)) {
      return output.releasing(allotment::close);
    }
    allotment.close();
    return output;
  }

  private GroupingShape shape(PhysicalPlan.Aggregate plan, List<Integer> set, Allotment allotment) {
    int[] keyColumns = set.stream().mapToInt(at -> plan.keys().get(at)).toArray();
    return new GroupingShape(
        new SpilledSide.Use(HOLDER, plan.input().types(), keyColumns, 0, true),
        1,
        () -> new GroupedState(query, allotment, plan, set, keyColumns));
  }
}
