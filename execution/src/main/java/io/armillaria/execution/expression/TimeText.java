package io.armillaria.execution.expression;

import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_DAY;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_HOUR;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_MINUTE;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_SECOND;

/// Writes dates and times as text: `yyyy-MM-dd`, `HH:mm:ss[.ffffff]`, both with a blank between
/// them, and the offset as `+HH[:mm[:ss]]`. A fraction has no trailing zeros.
final class TimeText {
  private TimeText() {}

  static void date(long days, ByteSink sink) {
    long civil = CivilCalendar.civil(days);
    long year = CivilCalendar.year(civil);
    if (year < 0) {
      sink.append((byte) '-');
      year = -year;
    }
    if (year < 10_000) {
      pair((int) year / 100, sink);
      pair((int) year % 100, sink);
    } else {
      sink.append(Long.toString(year));
    }
    sink.append((byte) '-');
    pair(CivilCalendar.month(civil), sink);
    sink.append((byte) '-');
    pair(CivilCalendar.day(civil), sink);
  }

  /// @param micros since midnight
  static void time(long micros, ByteSink sink) {
    pair((int) (micros / MICROS_PER_HOUR), sink);
    sink.append((byte) ':');
    pair((int) (micros % MICROS_PER_HOUR / MICROS_PER_MINUTE), sink);
    sink.append((byte) ':');
    pair((int) (micros % MICROS_PER_MINUTE / MICROS_PER_SECOND), sink);
    long fraction = micros % MICROS_PER_SECOND;
    if (fraction != 0) {
      sink.append((byte) '.');
      for (long unit = MICROS_PER_SECOND / 10; fraction != 0; unit /= 10) {
        sink.append((byte) ('0' + fraction / unit));
        fraction %= unit;
      }
    }
  }

  /// @param micros local, since 1970-01-01T00:00
  static void timestamp(long micros, ByteSink sink) {
    date(Math.floorDiv(micros, MICROS_PER_DAY), sink);
    sink.append((byte) ' ');
    time(Math.floorMod(micros, MICROS_PER_DAY), sink);
  }

  /// @param micros from UTC, whole seconds
  static void offset(long micros, ByteSink sink) {
    sink.append((byte) (micros < 0 ? '-' : '+'));
    int seconds = (int) (Math.abs(micros) / MICROS_PER_SECOND);
    pair(seconds / 3600, sink);
    if (seconds % 3600 != 0) {
      sink.append((byte) ':');
      pair(seconds % 3600 / 60, sink);
    }
    if (seconds % 60 != 0) {
      sink.append((byte) ':');
      pair(seconds % 60, sink);
    }
  }

  private static void pair(int number, ByteSink sink) {
    sink.append((byte) ('0' + number / 10));
    sink.append((byte) ('0' + number % 10));
  }
}
