package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.plan.PhysicalPlan;

/// Collects all rows and orders them.
record SortBuilder(Query query) {
  Pipeline build(PhysicalPlan.Sort sort, Pipeline input) {
    RowWindow window = RowWindow.of(query, sort.offset(), sort.fetch());
    RowSet rows = PipelineRunner.collect(query, input, sort.types());
    int[] order = IndexSort.sorted(query, rows.rows(), new RowOrder(rows.columns(), sort.keys()));
    int from = (int) Math.min(window.offset(), rows.rows());
    int to = (int) Math.min(window.end(), rows.rows());
    return Pipeline.of(new OrderedSource(query, rows, sort.types(), order, from, to));
  }
}
