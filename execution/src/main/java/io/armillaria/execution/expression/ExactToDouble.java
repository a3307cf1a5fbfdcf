package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.type.DataType;

/// Casts exact numbers to REAL or DOUBLE; never fails, since 38 digits are within both ranges.
final class ExactToDouble implements Evaluator {
  private final Evaluator operand;
  private final DoubleReader reader;
  private final boolean real;
  private final double[] values = new double[Batch.CAPACITY];

  ExactToDouble(Evaluator operand, DataType from, DataType to) {
    this.operand = operand;
    this.reader = new DoubleReader(from);
    this.real = to == DataType.Plain.REAL;
  }

  @Override
  public ColumnVector evaluate(Batch batch) {
    ColumnVector input = operand.evaluate(batch);
    double[] read = reader.read(input, batch);
    for (int i = 0; i < batch.rows(); i++) {
      values[i] = real ? (float) read[i] : read[i];
    }
    return new DoubleVector(values, input.nulls());
  }

  @Override
  public boolean fallible() {
    return operand.fallible();
  }
}
