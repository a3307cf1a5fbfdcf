package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;

/// One worker's rows of both sides of a set operation.
///
/// @param leftMorsels the morsels with smaller numbers are left's
record SideSink(GroupingWorker groups, int leftMorsels) implements Sink {
  @Override
  public void take(Batch batch, int morsel) {
    groups.add(batch, morsel < leftMorsels ? SideCounts.LEFT : SideCounts.RIGHT);
  }
}
