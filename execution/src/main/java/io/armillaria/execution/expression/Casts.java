package io.armillaria.execution.expression;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Chooses how CAST is computed.
final class Casts {
  /// What decides which casts a type has.
  private enum Family {
    BOOLEAN,
    EXACT,
    APPROXIMATE,
    TEXT,
    BINARY,
    DATE,
    TIME,
    TIMESTAMP,
    ZONED;

    boolean temporal() {
      return this == DATE || this == TIME || this == TIMESTAMP || this == ZONED;
    }

    static Family of(DataType type) {
      return switch (type) {
        case Plain plain ->
            switch (plain) {
              case BOOLEAN -> BOOLEAN;
              case SMALLINT, INTEGER, BIGINT -> EXACT;
              case REAL, DOUBLE -> APPROXIMATE;
              case DATE -> DATE;
            };
        case DataType.Decimal decimal -> EXACT;
        case DataType.Char text -> TEXT;
        case DataType.Varchar text -> TEXT;
        case DataType.Binary binary -> BINARY;
        case DataType.Varbinary binary -> BINARY;
        case DataType.Time time -> TIME;
        case DataType.Timestamp timestamp -> TIMESTAMP;
        case DataType.TimestampWithZone timestamp -> ZONED;
      };
    }
  }

  private Casts() {}

  static Evaluator of(Expression.Cast cast, Evaluator operand, Environment environment) {
    DataType from = cast.operand().type();
    DataType to = cast.type();
    if (from.equals(to)) {
      return operand;
    }
    if (operand instanceof Constant constant && constant.value() == null) {
      return new Constant(null, to.layout());
    }
    return switch (Family.of(to)) {
      case BOOLEAN -> toBoolean(operand, from, to);
      case EXACT -> toExact(operand, from, to);
      case APPROXIMATE -> toApproximate(operand, from, to);
      case TEXT -> toText(operand, from, to, cast.assignment(), environment);
      case BINARY -> toBinary(operand, from, to, cast.assignment());
      case DATE, TIME, TIMESTAMP, ZONED -> toTime(operand, from, to, environment);
    };
  }

  private static Evaluator toBoolean(Evaluator operand, DataType from, DataType to) {
    Evaluator[] arguments = {operand};
    return switch (Family.of(from)) {
      case BOOLEAN -> operand;
      case EXACT ->
          new RowLongs(arguments, false, (in, i) -> Numbers.at(in[0], i).signum() == 0 ? 0 : 1);
      case APPROXIMATE ->
          new RowLongs(arguments, false, (in, i) -> Numbers.doubleAt(in[0], i) == 0 ? 0 : 1);
      case TEXT ->
          new RowLongs(
              arguments, true, (in, i) -> truth(((BytesVector) in[0]).text(i), to) ? 1 : 0);
      case BINARY, DATE, TIME, TIMESTAMP, ZONED -> throw impossible(from, to);
    };
  }

  private static boolean truth(String text, DataType to) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "t", "yes", "y", "on", "1" -> true;
      case "false", "f", "no", "n", "off", "0" -> false;
      default -> throw new Failure.InvalidText(to.sql(), text).raise();
    };
  }

  private static Evaluator toExact(Evaluator operand, DataType from, DataType to) {
    Evaluator[] arguments = {operand};
    return switch (Family.of(from)) {
      case EXACT -> ExactCasts.of(operand, from, to);
      case BOOLEAN -> ExactCasts.of(operand, new DataType.Decimal(1, 0), to);
      case APPROXIMATE ->
          ExactResults.of(
              arguments, to, (in, i) -> Numbers.fromDouble(Numbers.doubleAt(in[0], i), to));
      case TEXT -> textToExact(arguments, to);
      case BINARY, DATE, TIME, TIMESTAMP, ZONED -> throw impossible(from, to);
    };
  }

  private static Evaluator textToExact(Evaluator[] arguments, DataType to) {
    if (to.layout() == DataType.Layout.LONG) {
      return new RowLongs(
          arguments,
          true,
          (in, i) -> {
            BytesVector text = (BytesVector) in[0];
            return NumberParser.exactLong(text.data(), text.starts()[i], text.lengths()[i], to);
          });
    }
    return new RowInt128s(
        arguments,
        true,
        (in, i) -> {
          BytesVector text = (BytesVector) in[0];
          return NumberParser.exact(text.data(), text.starts()[i], text.lengths()[i], to);
        });
  }

  private static Evaluator toApproximate(Evaluator operand, DataType from, DataType to) {
    Evaluator[] arguments = {operand};
    return switch (Family.of(from)) {
      case BOOLEAN ->
          new RowDoubles(arguments, false, (in, i) -> (double) Numbers.longAt(in[0], i));
      case EXACT -> new ExactToDouble(operand, from, to);
      case APPROXIMATE ->
          to == Plain.DOUBLE
              ? operand
              : new RowDoubles(
                  arguments,
                  true,
                  (in, i) -> {
                    double value = Numbers.doubleAt(in[0], i);
                    return Double.isFinite(value) ? Numbers.finite(value, to) : value;
                  });
      case TEXT ->
          new RowDoubles(
              arguments,
              true,
              (in, i) -> {
                BytesVector text = (BytesVector) in[0];
                return NumberParser.approximate(
                    text.data(), text.starts()[i], text.lengths()[i], to);
              });
      case BINARY, DATE, TIME, TIMESTAMP, ZONED -> throw impossible(from, to);
    };
  }

  private static Evaluator toText(
      Evaluator operand, DataType from, DataType to, boolean assignment, Environment environment) {
    Evaluator[] arguments = {operand};
    Evaluator text =
        switch (Family.of(from)) {
          case TEXT -> operand;
          case BOOLEAN ->
              new RowBytes(
                  arguments,
                  false,
                  (in, i, sink) -> sink.append(Numbers.longAt(in[0], i) == 0 ? "FALSE" : "TRUE"));
          case EXACT -> {
            int scale = Numbers.scale(from);
            yield new RowBytes(
                arguments, false, (in, i, sink) -> NumberText.exact(in[0], i, scale, sink));
          }
          case APPROXIMATE -> {
            boolean real = from == Plain.REAL;
            yield new RowBytes(
                arguments,
                false,
                (in, i, sink) ->
                    sink.append(NumberText.approximate(Numbers.doubleAt(in[0], i), real)));
          }
          case BINARY ->
              new RowBytes(arguments, false, (in, i, sink) -> hex((BytesVector) in[0], i, sink));
          case DATE, TIME, TIMESTAMP, ZONED -> TimeCasts.toText(operand, from, environment.zone());
        };
    // a number that is cut would be another number
    boolean strict = assignment || Family.of(from) != Family.TEXT;
    return TextFit.of(text, from, to, strict);
  }

  private static Evaluator toBinary(
      Evaluator operand, DataType from, DataType to, boolean assignment) {
    return switch (Family.of(from)) {
      case BINARY -> BinaryFit.of(operand, to, assignment);
      case TEXT ->
          BinaryFit.of(
              new RowBytes(
                  new Evaluator[] {operand},
                  true,
                  (in, i, sink) -> unhex((BytesVector) in[0], i, to, sink)),
              to,
              assignment);
      case BOOLEAN, EXACT, APPROXIMATE, DATE, TIME, TIMESTAMP, ZONED -> throw impossible(from, to);
    };
  }

  private static Evaluator toTime(
      Evaluator operand, DataType from, DataType to, Environment environment) {
    Family family = Family.of(from);
    if (family != Family.TEXT && !family.temporal()) {
      throw impossible(from, to);
    }
    return family == Family.TEXT
        ? TimeCasts.fromText(operand, to, environment.zone())
        : TimeCasts.between(operand, from, to, environment);
  }

  private static void hex(BytesVector binary, int row, ByteSink sink) {
    sink.append((byte) '\\');
    sink.append((byte) 'x');
    int start = binary.starts()[row];
    for (int i = start; i < start + binary.lengths()[row]; i++) {
      sink.append((byte) Character.forDigit(binary.data()[i] >> 4 & 0xF, 16));
      sink.append((byte) Character.forDigit(binary.data()[i] & 0xF, 16));
    }
  }

  private static void unhex(BytesVector text, int row, DataType to, ByteSink sink) {
    byte[] data = text.data();
    int start = text.starts()[row];
    int length = text.lengths()[row];
    boolean hex = length >= 2 && data[start] == '\\' && data[start + 1] == 'x';
    if (!hex) {
      sink.append(data, start, length);
      return;
    }
    if (length % 2 != 0) {
      throw new Failure.InvalidText(to.sql(), text.text(row)).raise();
    }
    for (int i = start + 2; i < start + length; i += 2) {
      int high = Character.digit(data[i], 16);
      int low = Character.digit(data[i + 1], 16);
      if (high < 0 || low < 0) {
        String found = new String(data, start, length, StandardCharsets.UTF_8);
        throw new Failure.InvalidText(to.sql(), found).raise();
      }
      sink.append((byte) (high << 4 | low));
    }
  }

  private static DatabaseException impossible(DataType from, DataType to) {
    return new Failure.TypeMismatch("A " + from.sql() + " cannot be cast to " + to.sql() + ".")
        .raise();
  }
}
