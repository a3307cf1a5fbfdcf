package io.armillaria.sql.copy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.chrono.IsoChronology;

/// Reads numbers, dates and times in their plain forms from characters, without garbage. A method
/// says whether the text has that form; the value is then [#value].
final class FastFields {
  private static final int MOST_DIGITS = 18;
  private static final long DAY = 86_400_000_000L;

  private long value;
  private int digits;
  private byte[] bytes = new byte[256];

  long value() {
    return value;
  }

  /// The digits of the last number, leading zeros not among them.
  int digits() {
    return digits;
  }

  /// What [#utf8] wrote.
  byte[] bytes() {
    return bytes;
  }

  /// `-12.5` as a whole number of units of 10^-scale; not with more digits after the point.
  boolean number(char[] text, int from, int length, int scale) {
    int at = from;
    int end = from + length;
    boolean negative = at < end && text[at] == '-';
    if (negative) {
      at++;
    }
    if (at == end || length > MOST_DIGITS + 2) {
      return false;
    }
    long number = 0;
    int fraction = -1;
    int count = 0;
    for (; at < end; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        number = number * 10 + digit;
        count += number == 0 ? 0 : 1;
        fraction += fraction >= 0 ? 1 : 0;
      } else if (text[at] == '.' && fraction < 0 && scale > 0) {
        fraction = 0;
      } else {
        return false;
      }
    }
    int missing = scale - Math.max(fraction, 0);
    if (missing < 0 || count + missing > MOST_DIGITS || fraction == 0) {
      return false;
    }
    for (int i = 0; i < missing; i++) {
      number *= 10;
    }
    value = negative ? -number : number;
    digits = number == 0 ? 0 : count + missing;
    return true;
  }

  /// `2026-01-31` as days since 1970-01-01.
  boolean date(char[] text, int from, int length) {
    if (length != 10 || text[from + 4] != '-' || text[from + 7] != '-') {
      return false;
    }
    int year = part(text, from, 4);
    int month = part(text, from + 5, 2);
    int day = part(text, from + 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31) {
      return false;
    }
    if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
      return false;
    }
    value = IsoChronology.INSTANCE.date(year, month, day).toEpochDay();
    return true;
  }

  /// `2026-01-31 10:00:00.5` as microseconds since 1970-01-01.
  boolean timestamp(char[] text, int from, int length) {
    if (length < 19
        || length > 26
        || (text[from + 10] != ' ' && text[from + 10] != 'T')
        || text[from + 13] != ':'
        || text[from + 16] != ':'
        || !date(text, from, 10)) {
      return false;
    }
    int hour = part(text, from + 11, 2);
    int minute = part(text, from + 14, 2);
    int second = part(text, from + 17, 2);
    int micros = length == 19 ? 0 : fraction(text, from + 19, length - 19);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
      return false;
    }
    if (micros < 0) {
      return false;
    }
    value = value * DAY + ((hour * 60L + minute) * 60 + second) * 1_000_000 + micros;
    return true;
  }

  /// `.5` as microseconds, -1 when it is something else.
  private static int fraction(char[] text, int from, int length) {
    if (text[from] != '.' || length < 2) {
      return -1;
    }
    int micros = part(text, from + 1, length - 1);
    for (int i = length - 1; i < 6 && micros > 0; i++) {
      micros *= 10;
    }
    return micros;
  }

  private static int part(char[] text, int from, int length) {
    int number = 0;
    for (int i = from; i < from + length; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /// Encodes text; the number of bytes in [#bytes].
  int utf8(char[] text, int from, int length) {
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, 2 * bytes.length)];
    }
    for (int i = 0; i < length; i++) {
      char character = text[from + i];
      if (character >= 0x80) {
        byte[] encoded = new String(text, from, length).getBytes(StandardCharsets.UTF_8);
        if (bytes.length < encoded.length) {
          bytes = new byte[encoded.length];
        }
        System.arraycopy(encoded, 0, bytes, 0, encoded.length);
        return encoded.length;
      }
      bytes[i] = (byte) character;
    }
    return length;
  }
}
