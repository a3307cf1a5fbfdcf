package io.armillaria.execution.expression;

import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_DAY;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_HOUR;
import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_MINUTE;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigInteger;

/// EXTRACT. Seconds and the units below them have a fraction where the result's type has one.
final class Extraction {
  private Extraction() {}

  static Evaluator of(
      Function function,
      Evaluator[] arguments,
      DataType from,
      DataType type,
      Environment environment) {
    ZoneOffsets zone = new ZoneOffsets(environment.zone());
    if (dated(function)) {
      return converted(
          arguments,
          type,
          (in, i) -> dateField(function, days(Numbers.longAt(in[0], i), from, zone)));
    }
    return switch (function) {
      case EXTRACT_HOUR ->
          converted(
              arguments,
              type,
              (in, i) -> micros(Numbers.longAt(in[0], i), from, zone) / MICROS_PER_HOUR);
      case EXTRACT_MINUTE ->
          converted(
              arguments,
              type,
              (in, i) ->
                  micros(Numbers.longAt(in[0], i), from, zone)
                      % MICROS_PER_HOUR
                      / MICROS_PER_MINUTE);
      case EXTRACT_SECOND ->
          fraction(
              arguments,
              type,
              6,
              (in, i) -> micros(Numbers.longAt(in[0], i), from, zone) % MICROS_PER_MINUTE);
      case EXTRACT_MILLISECOND ->
          fraction(
              arguments,
              type,
              3,
              (in, i) -> micros(Numbers.longAt(in[0], i), from, zone) % MICROS_PER_MINUTE);
      case EXTRACT_MICROSECOND ->
          converted(
              arguments,
              type,
              (in, i) -> micros(Numbers.longAt(in[0], i), from, zone) % MICROS_PER_MINUTE);
      case EXTRACT_EPOCH ->
          fraction(arguments, type, 6, (in, i) -> epoch(Numbers.longAt(in[0], i), from));
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  private static boolean dated(Function function) {
    return switch (function) {
      case EXTRACT_YEAR,
          EXTRACT_QUARTER,
          EXTRACT_MONTH,
          EXTRACT_WEEK,
          EXTRACT_DAY,
          EXTRACT_DAY_OF_WEEK,
          EXTRACT_ISO_DAY_OF_WEEK,
          EXTRACT_DAY_OF_YEAR ->
          true;
      default -> false;
    };
  }

  private static long dateField(Function function, long days) {
    long civil = CivilCalendar.civil(days);
    return switch (function) {
      case EXTRACT_YEAR -> CivilCalendar.year(civil);
      case EXTRACT_QUARTER -> (CivilCalendar.month(civil) + 2) / 3;
      case EXTRACT_MONTH -> CivilCalendar.month(civil);
      case EXTRACT_WEEK -> CivilCalendar.isoWeek(days);
      case EXTRACT_DAY -> CivilCalendar.day(civil);
      case EXTRACT_DAY_OF_WEEK -> CivilCalendar.isoDayOfWeek(days) % 7 + 1;
      case EXTRACT_ISO_DAY_OF_WEEK -> CivilCalendar.isoDayOfWeek(days);
      default -> CivilCalendar.dayOfYear(days);
    };
  }

  private static long days(long value, DataType from, ZoneOffsets zone) {
    return from == Plain.DATE
        ? value
        : Math.floorDiv(TimeCasts.local(value, from, 0, zone), MICROS_PER_DAY);
  }

  /// Microseconds since midnight.
  private static long micros(long value, DataType from, ZoneOffsets zone) {
    return from == Plain.DATE
        ? 0
        : Math.floorMod(TimeCasts.local(value, from, 0, zone), MICROS_PER_DAY);
  }

  private static long epoch(long value, DataType from) {
    return from == Plain.DATE ? TimeCasts.micros(value) : value;
  }

  /// A whole number as the result's type.
  private static Evaluator converted(Evaluator[] arguments, DataType type, RowLongs.Body body) {
    return fraction(arguments, type, 0, body);
  }

  /// A number of `digits` decimals as the result's type, cut toward minus infinity.
  private static Evaluator fraction(
      Evaluator[] arguments, DataType type, int digits, RowLongs.Body body) {
    long unit = Numbers.power(digits).longValueExact();
    if (!Numbers.exact(type)) {
      return new RowDoubles(arguments, true, (in, i) -> body.at(in, i) / (double) unit);
    }
    if (Numbers.whole(type)) {
      return new RowLongs(arguments, true, (in, i) -> Math.floorDiv(body.at(in, i), unit));
    }
    int scale = Numbers.scale(type);
    return ExactResults.of(
        arguments,
        type,
        (in, i) -> {
          BigInteger value = BigInteger.valueOf(body.at(in, i));
          BigInteger scaled = value.multiply(Numbers.power(scale));
          BigInteger[] parts = scaled.divideAndRemainder(BigInteger.valueOf(unit));
          boolean below = parts[1].signum() < 0;
          return Numbers.checked(below ? parts[0].subtract(BigInteger.ONE) : parts[0], type);
        });
  }
}
