package io.armillaria.execution.expression;

/// The proleptic Gregorian calendar on longs: days since 1970-01-01, and the year, month and day of
/// a day packed into one long. The year has a zero and negative numbers, as in ISO 8601.
///
/// Counts in 400-year eras of 146,097 days and in years that begin in March, so that the leap day
/// is a year's last.
final class CivilCalendar {
  static final long MICROS_PER_SECOND = 1_000_000;
  static final long MICROS_PER_MINUTE = 60 * MICROS_PER_SECOND;
  static final long MICROS_PER_HOUR = 60 * MICROS_PER_MINUTE;
  static final long MICROS_PER_DAY = 24 * MICROS_PER_HOUR;

  private static final long ERA_DAYS = 146_097;
  // days from 0000-03-01 to 1970-01-01
  private static final long EPOCH = 719_468;

  private CivilCalendar() {}

  /// `year << 16 | month << 8 | day` of a day number.
  static long civil(long days) {
    long shifted = days + EPOCH;
    long era = Math.floorDiv(shifted, ERA_DAYS);
    long dayOfEra = shifted - era * ERA_DAYS;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long shiftedMonth = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1;
    long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    return year << 16 | month << 8 | day;
  }

  static long year(long civil) {
    return civil >> 16;
  }

  static int month(long civil) {
    return (int) (civil >> 8) & 0xFF;
  }

  static int day(long civil) {
    return (int) civil & 0xFF;
  }

  /// The day number of a date, which must exist.
  static long days(long year, int month, int day) {
    long shiftedYear = month <= 2 ? year - 1 : year;
    long era = Math.floorDiv(shiftedYear, 400);
    long yearOfEra = shiftedYear - era * 400;
    long shiftedMonth = month > 2 ? month - 3 : month + 9;
    long dayOfYear = (153 * shiftedMonth + 2) / 5 + day - 1;
    long dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * ERA_DAYS + dayOfEra - EPOCH;
  }

  static int daysInMonth(long year, int month) {
    return switch (month) {
      case 2 -> leap(year) ? 29 : 28;
      case 4, 6, 9, 11 -> 30;
      default -> 31;
    };
  }

  static boolean leap(long year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }

  /// Monday is 1, Sunday 7.
  static int isoDayOfWeek(long days) {
    return (int) Math.floorMod(days + 3, 7L) + 1;
  }

  static int dayOfYear(long days) {
    return (int) (days - days(year(civil(days)), 1, 1)) + 1;
  }

  /// The number of the ISO week, from 1 to 53: the week of a day is that of its Thursday.
  static int isoWeek(long days) {
    long thursday = days - isoDayOfWeek(days) + 4;
    return (dayOfYear(thursday) - 1) / 7 + 1;
  }

  /// The day number `months` later; the day of the month is cut to the month's last.
  static long addMonths(long days, long months) {
    long civil = civil(days);
    long month = Math.addExact(year(civil) * 12 + month(civil) - 1, months);
    long newYear = Math.floorDiv(month, 12);
    int newMonth = (int) Math.floorMod(month, 12L) + 1;
    return days(newYear, newMonth, Math.min(day(civil), daysInMonth(newYear, newMonth)));
  }
}
