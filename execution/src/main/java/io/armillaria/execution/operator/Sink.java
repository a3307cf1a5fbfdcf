package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;

/// Where a pipeline ends for one worker.
interface Sink {
  /// Takes a batch, copying what it keeps.
  void take(Batch batch, int morsel);
}
