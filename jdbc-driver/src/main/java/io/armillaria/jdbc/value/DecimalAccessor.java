package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.math.BigDecimal;
import java.sql.SQLException;

/// DECIMAL of up to 18 digits, held as the unscaled number.
final class DecimalAccessor extends ColumnAccessor {
  /// Beyond this an unscaled number may not be a double exactly.
  private static final long EXACT = 1L << 53;

  private final int scale;
  private final long divisor;
  private long[] values;

  DecimalAccessor(int number, ColumnDescription column, int scale) {
    super(number, column);
    this.scale = scale;
    this.divisor = BigDecimal.TEN.pow(scale).longValueExact();
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((LongVector) vector).values();
  }

  @Override
  public boolean booleanAt(int row) throws SQLException {
    return toBoolean(decimalAt(row), doubleAt(row));
  }

  @Override
  public long longAt(int row) {
    return values[row] / divisor;
  }

  @Override
  public double doubleAt(int row) {
    long value = values[row];
    return Math.abs(value) <= EXACT ? (double) value / divisor : decimalAt(row).doubleValue();
  }

  @Override
  public BigDecimal decimalAt(int row) {
    return BigDecimal.valueOf(values[row], scale);
  }

  @Override
  public String textAt(int row) {
    return decimalAt(row).toPlainString();
  }

  @Override
  public Object objectAt(int row) {
    return decimalAt(row);
  }
}
