package io.armillaria.jdbc.value;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Calendar;
import java.util.GregorianCalendar;

/// `java.sql.Date`, `Time` and `Timestamp`, whose fields are those of a calendar: the given one, or
/// the JVM's default when it is null. Fields are carried over as they are, so that a date before
/// 1582 keeps its day although these classes count by the Julian calendar then.
final class LegacyTime {
  private LegacyTime() {}

  static Date date(LocalDate date, Calendar calendar) {
    return calendar == null ? Date.valueOf(date) : new Date(millis(date.atStartOfDay(), calendar));
  }

  static Time time(LocalTime time, Calendar calendar) {
    return new Time(millis(LocalDate.EPOCH.atTime(time), orDefault(calendar)));
  }

  @SuppressWarnings("JavaLocalDateTimeGetNano") // the seconds are set already
  static Timestamp timestamp(LocalDateTime timestamp, Calendar calendar) {
    if (calendar == null) {
      return Timestamp.valueOf(timestamp);
    }
    Timestamp result = new Timestamp(millis(timestamp, calendar));
    result.setNanos(timestamp.getNano());
    return result;
  }

  static LocalDate localDate(Date date, Calendar calendar) {
    return calendar == null ? date.toLocalDate() : fields(date.getTime(), calendar).toLocalDate();
  }

  static LocalTime localTime(Time time, Calendar calendar) {
    return fields(time.getTime(), orDefault(calendar)).toLocalTime();
  }

  static LocalDateTime localTimestamp(Timestamp timestamp, Calendar calendar) {
    return calendar == null
        ? timestamp.toLocalDateTime()
        : fields(timestamp.getTime(), calendar).withNano(timestamp.getNanos());
  }

  private static Calendar orDefault(Calendar calendar) {
    return calendar == null ? new GregorianCalendar() : calendar;
  }

  private static long millis(LocalDateTime local, Calendar calendar) {
    Calendar copy = (Calendar) calendar.clone();
    copy.clear();
    copy.set(
        local.getYear(),
        local.getMonthValue() - 1,
        local.getDayOfMonth(),
        local.getHour(),
        local.getMinute(),
        local.getSecond());
    return copy.getTimeInMillis() + local.getNano() / 1_000_000;
  }

  private static LocalDateTime fields(long millis, Calendar calendar) {
    Calendar copy = (Calendar) calendar.clone();
    copy.setTimeInMillis(millis);
    int year = copy.get(Calendar.YEAR);
    return LocalDateTime.of(
        copy.get(Calendar.ERA) == GregorianCalendar.BC ? 1 - year : year,
        copy.get(Calendar.MONTH) + 1,
        copy.get(Calendar.DAY_OF_MONTH),
        copy.get(Calendar.HOUR_OF_DAY),
        copy.get(Calendar.MINUTE),
        copy.get(Calendar.SECOND),
        copy.get(Calendar.MILLISECOND) * 1_000_000);
  }
}
