package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.expression.Constants;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import java.util.ArrayList;
import java.util.List;

/// Aggregates a pipeline's rows: each worker into its own groups, which are merged at the end.
record AggregateBuilder(Query query) {
  Pipeline build(PhysicalPlan.Aggregate plan, Pipeline input) {
    List<AggregateSink> sinks = PipelineRunner.run(query, input, () -> new AggregateSink(plan));
    List<Pipeline> outputs = new ArrayList<>();
    for (int set = 0; set < plan.groupingSets().size(); set++) {
      GroupedState state = sinks.getFirst().sets().get(set);
      for (int i = 1; i < sinks.size(); i++) {
        query.check();
        state.merge(sinks.get(i).sets().get(set));
      }
      RowSet rows = rows(plan, plan.groupingSets().get(set), state);
      outputs.add(Pipeline.of(new RowSetSource(query, rows, plan.types())));
    }
    return outputs.stream().reduce(Pipeline::followedBy).orElseThrow();
  }

  private static RowSet rows(PhysicalPlan.Aggregate plan, List<Integer> set, GroupedState state) {
    int groups = state.groups();
    int keys = plan.keys().size();
    ColumnVector[] columns = new ColumnVector[keys + plan.calls().size()];
    ColumnVector[] present = state.keys();
    for (int key = 0; key < keys; key++) {
      int place = set.indexOf(key);
      columns[key] =
          place >= 0
              ? present[place]
              : Constants.column(null, plan.types().get(key).layout(), groups);
    }
    for (int call = 0; call < plan.calls().size(); call++) {
      columns[keys + call] = state.result(call);
    }
    return new RowSet(columns, groups);
  }
}
