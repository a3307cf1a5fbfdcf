package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;

/// A number of its own for each row that counts.
final class NextNumbers implements Evaluator {
  private final SequenceNumbers sequences;
  private final int sequence;
  private long[] taken = new long[0];
  private long[] values = new long[0];

  NextNumbers(SequenceNumbers sequences, int sequence) {
    this.sequences = sequences;
    this.sequence = sequence;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    if (values.length < batch.rows()) {
      values = new long[batch.rows()];
      taken = new long[batch.rows()];
    }
    if (batch.selection() == null) {
      sequences.next(sequence, values, batch.rows());
    } else {
      sequences.next(sequence, taken, batch.selected());
      for (int i = 0; i < batch.selected(); i++) {
        values[batch.selection()[i]] = taken[i];
      }
    }
    return new LongVector(values, null);
  }

  /// A number that is taken is gone, so none is taken for a row that does not need it.
  @Override
  public boolean fallible() {
    return true;
  }
}
