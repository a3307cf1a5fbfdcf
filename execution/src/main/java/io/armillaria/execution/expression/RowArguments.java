package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;

/// The arguments of a function that is computed row by row.
final class RowArguments {
  private final Evaluator[] evaluators;
  private final ColumnVector[] vectors;
  private final boolean[] scratch = new boolean[Batch.CAPACITY];
  private boolean[] nulls;

  RowArguments(Evaluator[] evaluators) {
    this.evaluators = evaluators;
    this.vectors = new ColumnVector[evaluators.length];
  }

  ColumnVector[] evaluate(Batch batch) {
    for (int i = 0; i < evaluators.length; i++) {
      vectors[i] = evaluators[i].evaluate(batch);
    }
    nulls = Nulls.any(vectors, scratch, batch.rows());
    return vectors;
  }

  /// Rows at which some argument of the last batch is NULL; null when there is none.
  boolean[] nulls() {
    return nulls;
  }

  boolean fallible() {
    for (Evaluator evaluator : evaluators) {
      if (evaluator.fallible()) {
        return true;
      }
    }
    return false;
  }
}
