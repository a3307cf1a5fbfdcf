package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;

/// Computes one expression a batch at a time. Belongs to one thread: it uses its arrays again for
/// each batch.
public interface Evaluator {
  /// The values of the rows of `batch` that count, each at its row's place; other places are
  /// unspecified. Errors are raised only for rows that count.
  ColumnVector evaluate(Batch batch);

  /// Whether some row may raise an error: then it must not be computed for rows that do not need
  /// it.
  boolean fallible();
}
