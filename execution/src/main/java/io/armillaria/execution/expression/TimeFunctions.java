package io.armillaria.execution.expression;

import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_DAY;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_HOUR;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_MINUTE;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_SECOND;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;

/// Arithmetic on dates and times, and their rounding down to a unit.
final class TimeFunctions {
  private TimeFunctions() {}

  static Evaluator of(
      Function function,
      Evaluator[] arguments,
      List<DataType> types,
      DataType type,
      Environment environment) {
    DataType from = types.isEmpty() ? type : types.getFirst();
    ZoneOffsets zone = new ZoneOffsets(environment.zone());
    return switch (function) {
      case ADD_MONTHS ->
          new RowLongs(
              arguments,
              true,
              (in, i) -> addMonths(Numbers.longAt(in[0], i), from, Numbers.longAt(in[1], i), zone));
      case ADD_MICROSECONDS ->
          new RowLongs(
              arguments,
              true,
              (in, i) -> addMicros(Numbers.longAt(in[0], i), from, Numbers.longAt(in[1], i)));
      case MONTHS_BETWEEN ->
          new RowLongs(
              arguments,
              false,
              (in, i) -> monthsBetween(local(in, 0, i, types, zone), local(in, 1, i, types, zone)));
      case MICROSECONDS_BETWEEN ->
          new RowLongs(
              arguments,
              true,
              (in, i) -> {
                long later = comparable(Numbers.longAt(in[0], i), types.get(0));
                long earlier = comparable(Numbers.longAt(in[1], i), types.get(1));
                return exact(
                    later,
                    earlier,
                    later - earlier,
                    (later ^ earlier) & (later ^ (later - earlier)));
              });
      case FLOOR_YEAR,
          FLOOR_QUARTER,
          FLOOR_MONTH,
          FLOOR_WEEK,
          FLOOR_DAY,
          FLOOR_HOUR,
          FLOOR_MINUTE,
          FLOOR_SECOND ->
          new RowLongs(
              arguments, false, (in, i) -> floor(function, Numbers.longAt(in[0], i), from, zone));
      case CURRENT_DATE ->
          new Constant(
              Math.floorDiv(zone.toLocal(environment.now()), MICROS_PER_DAY), DataType.Layout.LONG);
      case CURRENT_TIME ->
          new Constant(
              rounded(Math.floorMod(zone.toLocal(environment.now()), MICROS_PER_DAY), type),
              DataType.Layout.LONG);
      case CURRENT_TIMESTAMP, LOCAL_TIMESTAMP ->
          new Constant(
              rounded(
                  type instanceof DataType.Timestamp
                      ? zone.toLocal(environment.now())
                      : environment.now(),
                  type),
              DataType.Layout.LONG);
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  /// The current time cut, not rounded, so that it is never in the future.
  private static long rounded(long micros, DataType type) {
    int precision =
        switch (type) {
          case DataType.Time time -> time.precision();
          case DataType.Timestamp timestamp -> timestamp.precision();
          case DataType.TimestampWithZone timestamp -> timestamp.precision();
          default -> 6;
        };
    return micros
        - Math.floorMod(micros, Numbers.power(6 - Math.min(6, precision)).longValueExact());
  }

  private static long addMonths(long value, DataType type, long months, ZoneOffsets zone) {
    try {
      return switch (type) {
        case Plain date -> CivilCalendar.addMonths(value, months);
        case DataType.TimestampWithZone zoned ->
            zone.toInstant(addMonths(zone.toLocal(value), months));
        default -> addMonths(value, months);
      };
    } catch (ArithmeticException e) {
      throw Numbers.overflow(value + " and " + months + " months", type);
    }
  }

  private static long addMonths(long micros, long months) {
    long days = CivilCalendar.addMonths(Math.floorDiv(micros, MICROS_PER_DAY), months);
    return Math.addExact(
        Math.multiplyExact(days, MICROS_PER_DAY), Math.floorMod(micros, MICROS_PER_DAY));
  }

  private static long addMicros(long value, DataType type, long micros) {
    return switch (type) {
      case Plain date -> value + Math.floorDiv(micros, MICROS_PER_DAY);
      case DataType.Time time ->
          Math.floorMod(value + Math.floorMod(micros, MICROS_PER_DAY), MICROS_PER_DAY);
      default ->
          exact(
              value,
              micros,
              value + micros,
              (value ^ (value + micros)) & (micros ^ (value + micros)));
    };
  }

  private static long exact(long a, long b, long result, long overflow) {
    if (overflow < 0) {
      throw Numbers.overflow(a + " and " + b + " microseconds", new DataType.Timestamp(6));
    }
    return result;
  }

  private static long local(
      ColumnVector[] in, int argument, int row, List<DataType> types, ZoneOffsets zone) {
    return TimeCasts.local(Numbers.longAt(in[argument], row), types.get(argument), 0, zone);
  }

  private static long comparable(long value, DataType type) {
    return type == Plain.DATE ? TimeCasts.micros(value) : value;
  }

  /// Whole months from `earlier` to `later`, toward zero; both local microseconds.
  private static long monthsBetween(long later, long earlier) {
    long laterDays = Math.floorDiv(later, MICROS_PER_DAY);
    long earlierDays = Math.floorDiv(earlier, MICROS_PER_DAY);
    long a = CivilCalendar.civil(laterDays);
    long b = CivilCalendar.civil(earlierDays);
    long months =
        (CivilCalendar.year(a) - CivilCalendar.year(b)) * 12
            + CivilCalendar.month(a)
            - CivilCalendar.month(b);
    long laterRest = CivilCalendar.day(a) * MICROS_PER_DAY + Math.floorMod(later, MICROS_PER_DAY);
    long earlierRest =
        CivilCalendar.day(b) * MICROS_PER_DAY + Math.floorMod(earlier, MICROS_PER_DAY);
    if (months > 0 && laterRest < earlierRest) {
      return months - 1;
    }
    return months < 0 && laterRest > earlierRest ? months + 1 : months;
  }

  private static long floor(Function function, long value, DataType type, ZoneOffsets zone) {
    return switch (type) {
      case Plain date -> floorDays(function, value);
      case DataType.Time time -> floorMicros(function, value);
      case DataType.TimestampWithZone zoned ->
          zone.toInstant(floorTimestamp(function, zone.toLocal(value)));
      default -> floorTimestamp(function, value);
    };
  }

  private static long floorTimestamp(Function function, long micros) {
    return switch (function) {
      case FLOOR_HOUR, FLOOR_MINUTE, FLOOR_SECOND -> floorMicros(function, micros);
      default -> floorDays(function, Math.floorDiv(micros, MICROS_PER_DAY)) * MICROS_PER_DAY;
    };
  }

  private static long floorMicros(Function function, long micros) {
    long unit =
        switch (function) {
          case FLOOR_SECOND -> MICROS_PER_SECOND;
          case FLOOR_MINUTE -> MICROS_PER_MINUTE;
          case FLOOR_HOUR -> MICROS_PER_HOUR;
          default -> MICROS_PER_DAY;
        };
    return micros - Math.floorMod(micros, unit);
  }

  private static long floorDays(Function function, long days) {
    long civil = CivilCalendar.civil(days);
    long year = CivilCalendar.year(civil);
    int month = CivilCalendar.month(civil);
    return switch (function) {
      case FLOOR_YEAR -> CivilCalendar.days(year, 1, 1);
      case FLOOR_QUARTER -> CivilCalendar.days(year, (month - 1) / 3 * 3 + 1, 1);
      case FLOOR_MONTH -> CivilCalendar.days(year, month, 1);
      case FLOOR_WEEK -> days - CivilCalendar.isoDayOfWeek(days) + 1;
      default -> days;
    };
  }
}
