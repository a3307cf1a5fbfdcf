package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/// TIMESTAMP without a zone; where a point in time is asked for, it is in the session's zone.
final class TimestampAccessor extends ColumnAccessor {
  private final ZoneId zone;
  private long[] values;

  TimestampAccessor(int number, ColumnDescription column, ZoneId zone) {
    super(number, column);
    this.zone = zone;
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((LongVector) vector).values();
  }

  @Override
  public LocalDate dateAt(int row) {
    return timestampAt(row).toLocalDate();
  }

  @Override
  public LocalTime timeAt(int row) {
    return timestampAt(row).toLocalTime();
  }

  @Override
  public LocalDateTime timestampAt(int row) {
    return Micros.timestamp(values[row]);
  }

  @Override
  public OffsetDateTime zonedAt(int row) {
    return timestampAt(row).atZone(zone).toOffsetDateTime();
  }

  @Override
  public String textAt(int row) {
    return TemporalText.format(timestampAt(row));
  }

  @Override
  public Object objectAt(int row) throws SQLException {
    return sqlTimestampAt(row, null);
  }
}
