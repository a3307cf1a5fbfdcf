package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;

/// Reads the values of any numeric type as doubles.
public final class DoubleReader {
  private final int scale;
  private final double divisor;
  private final double[] values = new double[Batch.CAPACITY];

  public DoubleReader(DataType type) {
    scale = Numbers.scale(type);
    divisor = Numbers.power(scale).doubleValue();
  }

  /// The values of the rows that count, at their rows' places; valid until the next call.
  public double[] read(ColumnVector vector, Batch batch) {
    switch (vector) {
      case DoubleVector v -> {
        return v.values();
      }
      case LongVector v -> {
        for (int i = 0; i < batch.rows(); i++) {
          values[i] = v.values()[i] / divisor;
        }
      }
      default -> {
        for (int k = 0; k < batch.selected(); k++) {
          int i = batch.selection() == null ? k : batch.selection()[k];
          values[i] =
              vector.isNull(i) ? 0 : new BigDecimal(Numbers.at(vector, i), scale).doubleValue();
        }
      }
    }
    return values;
  }
}
