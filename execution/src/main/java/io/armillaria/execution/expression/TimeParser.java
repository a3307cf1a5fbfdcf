package io.armillaria.execution.expression;

import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_DAY;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_HOUR;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_MINUTE;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_SECOND;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;

/// Reads dates and times as [TimeText] writes them. Blanks around are ignored, `T` may stand for
/// the blank between date and time, the time may be left out after a date, and the seconds after
/// the minutes. A seventh digit of a fraction and those after it round. Belongs to one thread.
final class TimeParser {
  private static final int MAX_YEAR_DIGITS = 6;

  private final DataType type;
  private byte[] data;
  private int start;
  private int at;
  private int end;

  TimeParser(DataType type) {
    this.type = type;
  }

  /// Days since 1970-01-01.
  long date(byte[] text, int from, int length) {
    begin(text, from, length);
    long days = date();
    expectEnd();
    return days;
  }

  /// Microseconds since midnight.
  long time(byte[] text, int from, int length) {
    begin(text, from, length);
    long micros = time();
    expectEnd();
    return micros % MICROS_PER_DAY;
  }

  /// Microseconds since 1970-01-01T00:00.
  long timestamp(byte[] text, int from, int length) {
    begin(text, from, length);
    long micros = dateAndTime();
    expectEnd();
    return micros;
  }

  /// Microseconds since 1970-01-01T00:00Z; `zone` counts where the text names none.
  long timestampWithZone(byte[] text, int from, int length, ZoneOffsets zone) {
    begin(text, from, length);
    long local = dateAndTime();
    while (at < end && data[at] == ' ') {
      at++;
    }
    if (at == end) {
      return zone.toInstant(local);
    }
    if (data[at] == '+' || data[at] == '-') {
      long offset = offset();
      expectEnd();
      return local - offset;
    }
    String name = new String(data, at, end - at, StandardCharsets.UTF_8);
    try {
      return new ZoneOffsets(ZoneId.of(name)).toInstant(local);
    } catch (DateTimeException e) {
      throw invalid();
    }
  }

  private void begin(byte[] text, int from, int length) {
    data = text;
    start = from;
    at = from;
    end = from + length;
    while (at < end && data[at] == ' ') {
      at++;
    }
    while (at < end && data[end - 1] == ' ') {
      end--;
    }
  }

  private long dateAndTime() {
    long days = date();
    if (at == end || (data[at] != ' ' && data[at] != 'T' && data[at] != 't')) {
      return days * MICROS_PER_DAY;
    }
    at++;
    return days * MICROS_PER_DAY + time();
  }

  private long date() {
    boolean negative = at < end && data[at] == '-';
    if (negative || (at < end && data[at] == '+')) {
      at++;
    }
    long year = number(1, MAX_YEAR_DIGITS);
    expect('-');
    int month = (int) number(1, 2);
    expect('-');
    int day = (int) number(1, 2);
    long signed = negative ? -year : year;
    if (month < 1 || month > 12 || day < 1 || day > CivilCalendar.daysInMonth(signed, month)) {
      throw invalid();
    }
    return CivilCalendar.days(signed, month, day);
  }

  private long time() {
    long hours = number(1, 2);
    expect(':');
    long minutes = number(2, 2);
    long seconds = 0;
    long fraction = 0;
    if (at < end && data[at] == ':') {
      at++;
      seconds = number(2, 2);
      if (at < end && data[at] == '.') {
        at++;
        fraction = fraction();
      }
    }
    if (hours > 23 || minutes > 59 || seconds > 59) {
      throw invalid();
    }
    return hours * MICROS_PER_HOUR
        + minutes * MICROS_PER_MINUTE
        + seconds * MICROS_PER_SECOND
        + fraction;
  }

  private long fraction() {
    long micros = 0;
    int digits = 0;
    for (; at < end && digit(data[at]); at++, digits++) {
      if (digits < 6) {
        micros = micros * 10 + data[at] - '0';
      } else if (digits == 6 && data[at] >= '5') {
        micros++;
      }
    }
    if (digits == 0) {
      throw invalid();
    }
    for (; digits < 6; digits++) {
      micros *= 10;
    }
    return micros;
  }

  private long offset() {
    int sign = data[at++] == '-' ? -1 : 1;
    long seconds = number(1, 2) * 3600;
    boolean colon = at < end && data[at] == ':';
    if (colon) {
      at++;
    }
    if (colon || at < end) {
      seconds += number(2, 2) * 60;
    }
    if (at < end && data[at] == ':') {
      at++;
      seconds += number(2, 2);
    }
    if (seconds > 18 * 3600) {
      throw invalid();
    }
    return sign * seconds * MICROS_PER_SECOND;
  }

  private long number(int fewest, int most) {
    long value = 0;
    int digits = 0;
    for (; at < end && digits < most && digit(data[at]); at++, digits++) {
      value = value * 10 + data[at] - '0';
    }
    if (digits < fewest) {
      throw invalid();
    }
    return value;
  }

  private static boolean digit(byte b) {
    return b >= '0' && b <= '9';
  }

  private void expect(char c) {
    if (at == end || data[at] != c) {
      throw invalid();
    }
    at++;
  }

  private void expectEnd() {
    if (at != end) {
      throw invalid();
    }
  }

  private DatabaseException invalid() {
    int from = start;
    while (from < end && data[from] == ' ') {
      from++;
    }
    String text = new String(data, from, end - from, StandardCharsets.UTF_8);
    return new Failure.InvalidDatetime(type.sql(), text).raise();
  }
}
