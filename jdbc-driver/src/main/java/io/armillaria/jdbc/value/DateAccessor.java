package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;

final class DateAccessor extends ColumnAccessor {
  private long[] values;

  DateAccessor(int number, ColumnDescription column) {
    super(number, column);
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((LongVector) vector).values();
  }

  @Override
  public LocalDate dateAt(int row) {
    return LocalDate.ofEpochDay(values[row]);
  }

  @Override
  public LocalDateTime timestampAt(int row) {
    return dateAt(row).atStartOfDay();
  }

  @Override
  public String textAt(int row) {
    return dateAt(row).toString();
  }

  @Override
  public Object objectAt(int row) throws SQLException {
    return sqlDateAt(row, null);
  }
}
