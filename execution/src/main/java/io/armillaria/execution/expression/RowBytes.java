package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;

/// A function of layout BYTES, computed row by row; NULL when an argument is.
final class RowBytes implements Evaluator {
  /// Appends the result for a row at which no argument is NULL.
  interface Body {
    void at(ColumnVector[] arguments, int row, ByteSink sink);
  }

  private final RowArguments arguments;
  private final boolean fallible;
  private final Body body;
  private final ByteSink sink = new ByteSink();
  private final int[] starts = new int[Batch.CAPACITY];
  private final int[] lengths = new int[Batch.CAPACITY];

  RowBytes(Evaluator[] arguments, boolean fallible, Body body) {
    this.arguments = new RowArguments(arguments);
    this.fallible = fallible;
    this.body = body;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector[] vectors = arguments.evaluate(batch);
    boolean[] nulls = arguments.nulls();
    sink.reset();
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      starts[i] = sink.length();
      if (nulls == null || !nulls[i]) {
        body.at(vectors, i, sink);
      }
      lengths[i] = sink.length() - starts[i];
    }
    return new BytesVector(sink.data(), starts, lengths, nulls);
  }

  @Override
  public boolean fallible() {
    return fallible || arguments.fallible();
  }
}
