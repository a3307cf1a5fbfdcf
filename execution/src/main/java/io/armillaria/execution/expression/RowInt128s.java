package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;
import java.math.BigInteger;

/// A function of layout INT128, computed row by row; NULL when an argument is.
final class RowInt128s implements Evaluator {
  /// The result for a row at which no argument is NULL.
  interface Body {
    BigInteger at(ColumnVector[] arguments, int row);
  }

  private final RowArguments arguments;
  private final boolean fallible;
  private final Body body;
  private final long[] high = new long[Batch.CAPACITY];
  private final long[] low = new long[Batch.CAPACITY];

  RowInt128s(Evaluator[] arguments, boolean fallible, Body body) {
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
        BigInteger value = body.at(vectors, i);
        high[i] = value.shiftRight(64).longValue();
        low[i] = value.longValue();
      }
    }
    return new Int128Vector(high, low, nulls);
  }

  @Override
  public boolean fallible() {
    return fallible || arguments.fallible();
  }
}
