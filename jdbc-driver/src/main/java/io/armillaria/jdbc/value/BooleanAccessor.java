package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.math.BigDecimal;

final class BooleanAccessor extends ColumnAccessor {
  private long[] values;

  BooleanAccessor(int number, ColumnDescription column) {
    super(number, column);
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((LongVector) vector).values();
  }

  @Override
  public boolean booleanAt(int row) {
    return values[row] != 0;
  }

  @Override
  public long longAt(int row) {
    return values[row];
  }

  @Override
  public double doubleAt(int row) {
    return values[row];
  }

  @Override
  public BigDecimal decimalAt(int row) {
    return BigDecimal.valueOf(values[row]);
  }

  @Override
  public String textAt(int row) {
    return values[row] == 0 ? "FALSE" : "TRUE";
  }

  @Override
  public Object objectAt(int row) {
    return booleanAt(row);
  }
}
