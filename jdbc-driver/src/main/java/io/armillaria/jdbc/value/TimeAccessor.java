package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

final class TimeAccessor extends ColumnAccessor {
  private long[] values;

  TimeAccessor(int number, ColumnDescription column) {
    super(number, column);
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((LongVector) vector).values();
  }

  @Override
  public LocalTime timeAt(int row) {
    return Micros.time(values[row]);
  }

  /// On 1970-01-01, as `java.sql.Time` has it.
  @Override
  public LocalDateTime timestampAt(int row) {
    return LocalDate.EPOCH.atTime(timeAt(row));
  }

  @Override
  public String textAt(int row) {
    return TemporalText.format(timeAt(row));
  }

  @Override
  public Object objectAt(int row) throws SQLException {
    return sqlTimeAt(row, null);
  }
}
