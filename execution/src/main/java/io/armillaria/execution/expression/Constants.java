package io.armillaria.execution.expression;

import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;

/// Columns of values that are given one by one: a Long, Double, BigInteger or byte[] by the layout,
/// or null for NULL.
public final class Constants {
  private Constants() {}

  /// The same value in every row.
  public static ColumnVector column(Object value, DataType.Layout layout, int rows) {
    return Constant.fill(value, layout, rows);
  }

  public static ColumnVector column(Object[] values, DataType.Layout layout) {
    GrowingColumn column = GrowingColumn.of(layout);
    for (Object value : values) {
      column.append(Constant.fill(value, layout, 1), 0);
    }
    return column.vector();
  }
}
