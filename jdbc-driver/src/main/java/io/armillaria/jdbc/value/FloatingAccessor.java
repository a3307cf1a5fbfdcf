package io.armillaria.jdbc.value;

import io.armillaria.execution.expression.NumberText;
import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.sql.SQLException;

/// REAL and DOUBLE.
final class FloatingAccessor extends ColumnAccessor {
  private final boolean real;
  private double[] values;

  FloatingAccessor(int number, ColumnDescription column) {
    super(number, column);
    this.real = column.type() == DataType.Plain.REAL;
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((DoubleVector) vector).values();
  }

  @Override
  public boolean booleanAt(int row) throws SQLException {
    return toBoolean(values[row], values[row]);
  }

  @Override
  public long longAt(int row) throws SQLException {
    double value = values[row];
    if (value >= -0x1p63 && value < 0x1p63) {
      return (long) value;
    }
    throw outOfRange(value, "long");
  }

  @Override
  public double doubleAt(int row) {
    return values[row];
  }

  @Override
  public BigDecimal decimalAt(int row) throws SQLException {
    if (!Double.isFinite(values[row])) {
      throw outOfRange(values[row], "decimal number");
    }
    return new BigDecimal(
        real ? Float.toString((float) values[row]) : Double.toString(values[row]));
  }

  @Override
  public String textAt(int row) {
    return NumberText.approximate(values[row], real);
  }

  @Override
  public Object objectAt(int row) {
    return real ? (Object) (float) values[row] : (Object) values[row];
  }
}
