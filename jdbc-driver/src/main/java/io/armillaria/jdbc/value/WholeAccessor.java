package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.sql.SQLException;

/// SMALLINT, INTEGER and BIGINT.
final class WholeAccessor extends ColumnAccessor {
  private final boolean big;
  private long[] values;

  WholeAccessor(int number, ColumnDescription column) {
    super(number, column);
    this.big = column.type() == DataType.Plain.BIGINT;
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((LongVector) vector).values();
  }

  @Override
  public boolean booleanAt(int row) throws SQLException {
    return toBoolean(values[row], (double) values[row]);
  }

  @Override
  public long longAt(int row) {
    return values[row];
  }

  @Override
  public double doubleAt(int row) {
    return (double) values[row];
  }

  @Override
  public BigDecimal decimalAt(int row) {
    return BigDecimal.valueOf(values[row]);
  }

  @Override
  public String textAt(int row) {
    return Long.toString(values[row]);
  }

  @Override
  public Object objectAt(int row) {
    return big ? (Object) values[row] : (Object) (int) values[row];
  }
}
