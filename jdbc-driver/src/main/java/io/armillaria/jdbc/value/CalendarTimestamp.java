package io.armillaria.jdbc.value;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;

/// A Timestamp whose fields are those of a calendar: a point in time where the parameter has a
/// zone, the fields where it has none.
public record CalendarTimestamp(Timestamp timestamp, Calendar calendar) {
  public CalendarTimestamp {
    timestamp = (Timestamp) timestamp.clone();
    calendar = (Calendar) calendar.clone();
  }

  /// What stands for the classes of java.sql and java.util, which are mutable and mostly know no
  /// calendar: a LocalDate, a LocalTime, a Timestamp of our own or a CalendarTimestamp; any other
  /// value is given back as it is. `calendar` is null for the JVM's default.
  @SuppressWarnings("JavaUtilDate") // callers may well hold one
  public static Object normalise(Object value, Calendar calendar) {
    return switch (value) {
      case null -> null;
      case Date date -> LegacyTime.localDate(date, calendar);
      case Time time -> LegacyTime.localTime(time, calendar);
      case Timestamp timestamp ->
          calendar == null ? timestamp.clone() : new CalendarTimestamp(timestamp, calendar);
      case java.util.Date date -> normalise(new Timestamp(date.getTime()), calendar);
      case Calendar own -> new CalendarTimestamp(new Timestamp(own.getTimeInMillis()), own);
      default -> value;
    };
  }
}
