package io.armillaria.execution.expression;

import static io.armillaria.execution.expression.CivilCalendar.MICROS_PER_DAY;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.time.ZoneId;

/// Casts among dates and times, and to and from text.
final class TimeCasts {
  private TimeCasts() {}

  static Evaluator toText(Evaluator operand, DataType from, ZoneId zone) {
    Evaluator[] arguments = {operand};
    return switch (from) {
      case Plain date ->
          new RowBytes(
              arguments, false, (in, i, sink) -> TimeText.date(Numbers.longAt(in[0], i), sink));
      case DataType.Time time ->
          new RowBytes(
              arguments, false, (in, i, sink) -> TimeText.time(Numbers.longAt(in[0], i), sink));
      case DataType.Timestamp timestamp ->
          new RowBytes(
              arguments,
              false,
              (in, i, sink) -> TimeText.timestamp(Numbers.longAt(in[0], i), sink));
      default -> {
        ZoneOffsets offsets = new ZoneOffsets(zone);
        yield new RowBytes(
            arguments,
            false,
            (in, i, sink) -> {
              long instant = Numbers.longAt(in[0], i);
              TimeText.timestamp(offsets.toLocal(instant), sink);
              TimeText.offset(offsets.offsetAt(instant), sink);
            });
      }
    };
  }

  static Evaluator fromText(Evaluator operand, DataType to, ZoneId zone) {
    Evaluator[] arguments = {operand};
    TimeParser parser = new TimeParser(to);
    ZoneOffsets offsets = new ZoneOffsets(zone);
    return new RowLongs(
        arguments,
        true,
        (in, i) -> {
          BytesVector text = (BytesVector) in[0];
          byte[] data = text.data();
          int start = text.starts()[i];
          int length = text.lengths()[i];
          return switch (to) {
            case Plain date -> parser.date(data, start, length);
            case DataType.Time time ->
                rounded(parser.time(data, start, length), time.precision()) % MICROS_PER_DAY;
            case DataType.Timestamp timestamp ->
                rounded(parser.timestamp(data, start, length), timestamp.precision());
            case DataType.TimestampWithZone timestamp ->
                rounded(
                    parser.timestampWithZone(data, start, length, offsets), timestamp.precision());
            default -> throw new IllegalArgumentException(to.sql());
          };
        });
  }

  /// Between two of DATE, TIME, TIMESTAMP and TIMESTAMP WITH TIME ZONE. A TIME gets the current
  /// date.
  static Evaluator between(Evaluator operand, DataType from, DataType to, Environment environment) {
    ZoneOffsets offsets = new ZoneOffsets(environment.zone());
    long today = Math.floorDiv(offsets.toLocal(environment.now()), MICROS_PER_DAY);
    return new RowLongs(
        new Evaluator[] {operand},
        true,
        (in, i) -> {
          long value = Numbers.longAt(in[0], i);
          return switch (to) {
            case DataType.TimestampWithZone zoned when from instanceof DataType.TimestampWithZone ->
                rounded(value, zoned.precision());
            case DataType.TimestampWithZone zoned ->
                rounded(offsets.toInstant(local(value, from, today, offsets)), zoned.precision());
            case DataType.Timestamp timestamp ->
                rounded(local(value, from, today, offsets), timestamp.precision());
            case DataType.Time time ->
                rounded(
                        Math.floorMod(local(value, from, today, offsets), MICROS_PER_DAY),
                        time.precision())
                    % MICROS_PER_DAY;
            default -> Math.floorDiv(local(value, from, today, offsets), MICROS_PER_DAY);
          };
        });
  }

  /// Local microseconds of a value of any of the types.
  static long local(long value, DataType from, long today, ZoneOffsets offsets) {
    return switch (from) {
      case Plain date -> micros(value);
      case DataType.Time time -> today * MICROS_PER_DAY + value;
      case DataType.TimestampWithZone zoned -> offsets.toLocal(value);
      default -> value;
    };
  }

  /// The midnight of a day.
  static long micros(long days) {
    long high = Math.multiplyHigh(days, MICROS_PER_DAY);
    long low = days * MICROS_PER_DAY;
    if (high != low >> 63) {
      throw Numbers.overflow(days + " days", new DataType.Timestamp(6));
    }
    return low;
  }

  /// To `precision` digits of a second, half up.
  static long rounded(long micros, int precision) {
    if (precision >= 6) {
      return micros;
    }
    long unit = Numbers.power(6 - precision).longValueExact();
    return Math.floorDiv(micros + unit / 2, unit) * unit;
  }
}
