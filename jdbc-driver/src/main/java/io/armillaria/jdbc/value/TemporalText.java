package io.armillaria.jdbc.value;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/// Dates and times as SQL writes them: `2024-02-29`, `23:59:59.5`, `2024-02-29 23:59:59.5`,
/// `2024-02-29 23:59:59.5+01`. The fraction has no trailing zeros and goes to microseconds: the
/// same texts that the engine casts to.
///
/// Reading also takes a `T` between date and time, a date without a time, and names of zones; it
/// throws DateTimeException for anything else.
final class TemporalText {
  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
          .toFormatter();

  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral(' ')
          .append(TIME)
          .toFormatter();

  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder()
          .append(TIMESTAMP)
          .appendOffset("+HH:mm:ss", "+00")
          .toFormatter();

  private static final DateTimeFormatter READ =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalEnd()
          .appendPattern("[ ]")
          .optionalStart()
          .appendOffset("+HHMM", "Z")
          .optionalEnd()
          .optionalStart()
          .appendOffset("+HH:mm", "Z")
          .optionalEnd()
          .optionalStart()
          .appendZoneRegionId()
          .optionalEnd()
          .toFormatter()
          .withResolverStyle(ResolverStyle.STRICT);

  private TemporalText() {}

  static String format(LocalTime time) {
    return TIME.format(time);
  }

  static String format(LocalDateTime timestamp) {
    return TIMESTAMP.format(timestamp);
  }

  static String format(OffsetDateTime timestamp) {
    return ZONED.format(timestamp);
  }

  static LocalDate date(String text) {
    return timestamp(text).toLocalDate();
  }

  static LocalTime time(String text) {
    String stripped = text.strip();
    return stripped.indexOf('-') > 0
        ? timestamp(text).toLocalTime()
        : LocalTime.parse(stripped, DateTimeFormatter.ISO_LOCAL_TIME);
  }

  static LocalDateTime timestamp(String text) {
    TemporalAccessor parsed = READ.parseBest(text.strip(), LocalDateTime::from, LocalDate::from);
    return parsed instanceof LocalDate date ? date.atStartOfDay() : (LocalDateTime) parsed;
  }

  /// A text without a zone is in `zone`.
  static OffsetDateTime zoned(String text, ZoneId zone) {
    TemporalAccessor parsed =
        READ.parseBest(text.strip(), ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (parsed) {
      case ZonedDateTime zoned -> zoned.toOffsetDateTime();
      case LocalDateTime local -> local.atZone(zone).toOffsetDateTime();
      case LocalDate date -> date.atStartOfDay(zone).toOffsetDateTime();
      default -> throw new DateTimeException(text);
    };
  }
}
