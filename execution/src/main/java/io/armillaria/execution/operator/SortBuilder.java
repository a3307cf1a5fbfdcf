package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.execution.plan.PhysicalPlan;
import java.util.List;

/// Collects all rows and orders them; what does not fit in memory goes to files as sorted runs,
/// which are merged.
record SortBuilder(Query query) {
  static final String HOLDER = "A sort";

  Pipeline build(PhysicalPlan.Sort sort, Pipeline input) {
    RowWindow window = RowWindow.of(query, sort.offset(), sort.fetch());
    SortRuns runs = new SortRuns(query, sort, window.end());
    List<SortSink> sinks = PipelineRunner.run(query, input, () -> new SortSink(query, runs));
    Pipeline output =
        runs.isEmpty() ? inMemory(sort, sinks, runs, window) : merged(sort, sinks, runs, window);
    return output.releasing(runs::close);
  }

  private Pipeline inMemory(
      PhysicalPlan.Sort sort, List<SortSink> sinks, SortRuns runs, RowWindow window) {
    RowSet rows = SortSink.inOrder(query, sinks);
    int[] order = IndexSort.sorted(query, rows.columns(), sort.keys(), rows.rows());
    int from = (int) Math.min(window.offset(), rows.rows());
    int to = (int) Math.min(window.end(), rows.rows());
    runs.keep(sinks);
    return Pipeline.of(new OrderedSource(query, rows, sort.types(), order, from, to));
  }

  private Pipeline merged(
      PhysicalPlan.Sort sort, List<SortSink> sinks, SortRuns runs, RowWindow window) {
    sinks.forEach(SortSink::spill);
    List<SpilledRows> last = runs.reduce();
    return Pipeline.of(new MergeSource(query, sort, last, runs, window));
  }
}
