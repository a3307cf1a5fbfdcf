package io.armillaria.execution.expression;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;

/// Columns that hold one value in every row.
public final class Constants {
  private Constants() {}

  /// @param value a Long, Double, BigInteger or byte[] by the layout, or null for NULL
  public static ColumnVector column(Object value, DataType.Layout layout, int rows) {
    return Constant.fill(value, layout, rows);
  }
}
