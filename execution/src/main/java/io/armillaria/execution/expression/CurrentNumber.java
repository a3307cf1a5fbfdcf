package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.Arrays;

/// The number that the session took last, looked up anew for each batch.
record CurrentNumber(SequenceNumbers sequences, int sequence) implements Evaluator {
  @Override
  public ColumnVector evaluate(Batch batch) {
    long[] values = new long[batch.rows()];
    if (batch.selected() > 0) {
      Arrays.fill(values, sequences.current(sequence));
    }
    return new LongVector(values, null);
  }

  @Override
  public boolean fallible() {
    return true;
  }
}
