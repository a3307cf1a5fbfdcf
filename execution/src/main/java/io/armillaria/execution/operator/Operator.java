package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;

/// A step of one worker's way from a morsel to batches. Belongs to one thread at a time.
interface Operator {
  /// The next batch of the current morsel, with at least one row that counts; null at the morsel's
  /// end, after which the operator is ready for another morsel.
  Batch next();
}
