package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.Int128Vector;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.SQLException;

/// DECIMAL of 19 to 38 digits.
final class WideDecimalAccessor extends ColumnAccessor {
  private final int scale;
  private long[] high;
  private long[] low;

  WideDecimalAccessor(int number, ColumnDescription column, int scale) {
    super(number, column);
    this.scale = scale;
  }

  @Override
  void bindValues(ColumnVector vector) {
    Int128Vector values = (Int128Vector) vector;
    high = values.high();
    low = values.low();
  }

  @Override
  public boolean booleanAt(int row) throws SQLException {
    return toBoolean(decimalAt(row), doubleAt(row));
  }

  @Override
  public long longAt(int row) throws SQLException {
    return toLong(decimalAt(row));
  }

  @Override
  public double doubleAt(int row) {
    return decimalAt(row).doubleValue();
  }

  @Override
  public BigDecimal decimalAt(int row) {
    byte[] bytes = ByteBuffer.allocate(16).putLong(high[row]).putLong(low[row]).array();
    return new BigDecimal(new BigInteger(bytes), scale);
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
