package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import java.util.List;

/// One worker's groups, of each grouping set.
record AggregateSink(List<GroupingWorker> sets) implements Sink {
  @Override
  public void take(Batch batch, int morsel) {
    sets.forEach(set -> set.add(batch, 0));
  }
}
