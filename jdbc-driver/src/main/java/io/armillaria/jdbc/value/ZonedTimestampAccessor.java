package io.armillaria.jdbc.value;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Calendar;

/// TIMESTAMP WITH TIME ZONE: points in time, shown in the session's zone, or in that of a calendar.
final class ZonedTimestampAccessor extends ColumnAccessor {
  private final ZoneId zone;
  private long[] values;

  ZonedTimestampAccessor(int number, ColumnDescription column, ZoneId zone) {
    super(number, column);
    this.zone = zone;
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = ((LongVector) vector).values();
  }

  private Instant instantAt(int row) {
    return Micros.instant(values[row]);
  }

  private LocalDateTime localAt(int row, Calendar calendar) {
    return LocalDateTime.ofInstant(
        instantAt(row), calendar == null ? zone : calendar.getTimeZone().toZoneId());
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
    return localAt(row, null);
  }

  @Override
  public OffsetDateTime zonedAt(int row) {
    return OffsetDateTime.ofInstant(instantAt(row), zone);
  }

  @Override
  public Date sqlDateAt(int row, Calendar calendar) {
    return LegacyTime.date(localAt(row, calendar).toLocalDate(), calendar);
  }

  @Override
  public Time sqlTimeAt(int row, Calendar calendar) {
    return LegacyTime.time(localAt(row, calendar).toLocalTime(), calendar);
  }

  @Override
  public Timestamp sqlTimestampAt(int row, Calendar calendar) {
    return Timestamp.from(instantAt(row));
  }

  @Override
  public String textAt(int row) {
    return TemporalText.format(zonedAt(row));
  }

  @Override
  public Object objectAt(int row) throws SQLException {
    return zonedAt(row);
  }
}
