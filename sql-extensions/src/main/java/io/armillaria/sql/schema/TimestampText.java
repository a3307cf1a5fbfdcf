package io.armillaria.sql.schema;

import io.armillaria.storage.failure.Failure;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;

/// Reads points in time as AS OF writes them: `2026-01-01`, `2026-01-01 10:00`,
/// `2026-01-01T10:00:00.123456`, each with `Z`, `+02`, `+02:00` or a zone's name behind it, or in
/// the session's zone.
public final class TimestampText {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("[ ]['T']HH:mm[:ss]")
          .optionalStart()
          .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
          .optionalEnd()
          .optionalEnd()
          .appendPattern("[ ]")
          .appendPattern("[XXX][x][VV]")
          .toFormatter(java.util.Locale.ROOT);

  private TimestampText() {}

  /// Microseconds since 1970-01-01T00:00Z.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException InvalidDatetime
  public static long micros(String text, ZoneId zone) {
    try {
      TemporalAccessor parsed =
          FORMAT.parseBest(
              text.strip(),
              ZonedDateTime::from,
              OffsetDateTime::from,
              LocalDateTime::from,
              LocalDate::from);
      Instant instant =
          switch (parsed) {
            case ZonedDateTime zoned -> zoned.toInstant();
            case OffsetDateTime offset -> offset.toInstant();
            case LocalDateTime local -> local.atZone(zone).toInstant();
            case LocalDate date -> date.atStartOfDay(zone).toInstant();
            default -> throw new DateTimeException(text);
          };
      return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    } catch (DateTimeException | ArithmeticException e) {
      throw new Failure.InvalidDatetime("TIMESTAMP", text).raise(e);
    }
  }
}
