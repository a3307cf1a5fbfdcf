package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;

/// Compares two columns of one layout. Writes 1 or 0 for each row of `batch` that counts, whatever
/// for NULLs.
interface VectorComparison {
  void compare(ColumnVector left, ColumnVector right, Batch batch, long[] target);
}
