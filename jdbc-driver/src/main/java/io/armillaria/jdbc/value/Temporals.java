package io.armillaria.jdbc.value;

import io.armillaria.jdbc.failure.SqlStates;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.Calendar;

/// Values for parameters that are dates and times, given as any class of java.time, as Timestamp,
/// [CalendarTimestamp] or text; [CalendarTimestamp#normalise] has turned other classes into these.
final class Temporals {
  private Temporals() {}

  static LocalDate date(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case LocalDate date -> date;
      case String text -> parse(parameter, text, TemporalText::date);
      default -> timestamp(parameter, value).toLocalDate();
    };
  }

  static LocalTime time(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case LocalTime time -> time;
      case OffsetTime time -> time.toLocalTime();
      case LocalDate _ -> throw parameter.unusable(value);
      case String text -> parse(parameter, text, TemporalText::time);
      default -> timestamp(parameter, value).toLocalTime();
    };
  }

  static LocalDateTime timestamp(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case LocalDateTime timestamp -> timestamp;
      case LocalDate date -> date.atStartOfDay();
      case Timestamp timestamp -> timestamp.toLocalDateTime();
      case CalendarTimestamp(Timestamp timestamp, Calendar calendar) ->
          LegacyTime.localTimestamp(timestamp, calendar);
      case String text -> parse(parameter, text, TemporalText::timestamp);
      default -> LocalDateTime.ofInstant(instant(parameter, value), parameter.zone());
    };
  }

  static Instant instant(Parameter parameter, Object value) throws SQLException {
    return switch (value) {
      case Instant instant -> instant;
      case OffsetDateTime timestamp -> timestamp.toInstant();
      case ZonedDateTime timestamp -> timestamp.toInstant();
      case Timestamp timestamp -> timestamp.toInstant();
      case CalendarTimestamp(Timestamp timestamp, Calendar _) -> timestamp.toInstant();
      case LocalDateTime timestamp -> timestamp.atZone(parameter.zone()).toInstant();
      case LocalDate date -> date.atStartOfDay(parameter.zone()).toInstant();
      case String text ->
          parse(parameter, text, t -> TemporalText.zoned(t, parameter.zone())).toInstant();
      default -> throw parameter.unusable(value);
    };
  }

  private static <T> T parse(Parameter parameter, String text, Parser<T> parser)
      throws SQLException {
    try {
      return parser.parse(text);
    } catch (DateTimeException e) {
      throw parameter.invalid(SqlStates.INVALID_DATETIME, text);
    }
  }

  private interface Parser<T> {
    T parse(String text);
  }
}
