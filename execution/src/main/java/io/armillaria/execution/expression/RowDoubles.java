package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;

/// A function of layout DOUBLE, computed row by row; NULL when an argument is.
final class RowDoubles implements Evaluator {
  /// The result for a row at which no argument is NULL.
  interface Body {
    double at(ColumnVector[] arguments, int row);
  }

  private final RowArguments arguments;
  private final boolean fallible;
  private final Body body;
  private final double[] values = new double[Batch.CAPACITY];

  RowDoubles(Evaluator[] arguments, boolean fallible, Body body) {
    this.arguments = new RowArguments(arguments);
    this.fallible = fallible;
    this.body = body;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector[] vectors = arguments.evaluate(batch);
    boolean[] nulls = arguments.nulls();
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      if (nulls == null || !nulls[i]) {
        values[i] = body.at(vectors, i);
      }
    }
    return new DoubleVector(values, nulls);
  }

  @Override
  public boolean fallible() {
    return fallible || arguments.fallible();
  }
}
