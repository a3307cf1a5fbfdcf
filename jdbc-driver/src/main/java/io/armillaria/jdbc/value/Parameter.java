package io.armillaria.jdbc.value;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.storage.type.DataType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.UUID;

/// A parameter of a statement, which turns what a setter was given into what the engine takes: a
/// Long, Double, BigInteger or byte[] by the layout of its type, or null.
///
/// Text is taken for every type but the binary ones, and everything but bytes is taken as text. A
/// value that the type cannot hold is refused, except that decimals round to the scale and
/// fractions of seconds to the precision. What is finer than a microsecond is cut off. Lengths of
/// text are left to the engine.
///
/// @param number from 1
/// @param zone the session's, for values with and without a zone where the other is wanted
public record Parameter(int number, DataType type, ZoneId zone) {
  public Object convert(Object value) throws SQLException {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case DataType.Plain plain -> convertPlain(value, plain);
      case DataType.Decimal decimal -> Numbers.decimal(this, value, decimal);
      case DataType.Char _ -> encode(TextValues.text(this, value).stripTrailing());
      case DataType.Varchar _ -> encode(TextValues.text(this, value));
      case DataType.Binary _, DataType.Varbinary _ -> bytes(value);
      case DataType.Time(int digits) ->
          Micros.roundedTime(Micros.of(Temporals.time(this, value)), digits);
      case DataType.Timestamp(int digits) ->
          micros(value, digits, () -> Micros.of(Temporals.timestamp(this, value)));
      case DataType.TimestampWithZone(int digits) ->
          micros(value, digits, () -> Micros.of(Temporals.instant(this, value)));
    };
  }

  /// As [#convert], of a number for a decimal that is only compared, with whole numbers: what is
  /// outside the type's range is as far out as the type goes, and what is between two of its values
  /// stays off the whole numbers.
  public Object convertCompared(Object value) throws SQLException {
    return value == null ? null : Numbers.compared(this, value, (DataType.Decimal) type);
  }

  private Object convertPlain(Object value, DataType.Plain plain) throws SQLException {
    return switch (plain) {
      case BOOLEAN -> Numbers.truth(this, value) ? 1L : 0L;
      case SMALLINT -> Numbers.whole(this, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> Numbers.whole(this, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> Numbers.whole(this, value, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> Numbers.real(this, value);
      case DOUBLE -> Numbers.floating(this, value);
      case DATE -> Temporals.date(this, value).toEpochDay();
    };
  }

  private long micros(Object value, int digits, Count count) throws SQLException {
    try {
      return Micros.rounded(count.micros(), digits);
    } catch (ArithmeticException e) {
      throw outOfRange(value);
    }
  }

  private byte[] bytes(Object value) throws SQLException {
    return switch (value) {
      case byte[] bytes -> bytes.clone();
      case UUID uuid ->
          ByteBuffer.allocate(16)
              .putLong(uuid.getMostSignificantBits())
              .putLong(uuid.getLeastSignificantBits())
              .array();
      default -> throw unusable(value);
    };
  }

  private byte[] encode(String text) throws SQLException {
    if (TextValues.isBroken(text)) {
      throw SqlErrors.of(
          "22021", place() + " has half of a surrogate pair, which is no character.");
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  SQLException outOfRange(Object value) {
    return SqlErrors.of(
        SqlStates.NUMERIC_OVERFLOW,
        place() + " is " + type.sql() + "; the value " + value + " is outside its range.");
  }

  SQLException hasFraction(Object value) {
    return SqlErrors.of(
        SqlStates.NUMERIC_OVERFLOW,
        place() + " is " + type.sql() + "; the value " + value + " has a fraction.");
  }

  SQLException invalid(String state, String text) {
    return SqlErrors.of(
        state, place() + " is " + type.sql() + "; the text '" + text + "' is not a valid one.");
  }

  SQLException unusable(Object value) {
    return SqlErrors.of(
        SqlStates.WRONG_CONVERSION,
        place()
            + " is "
            + type.sql()
            + " and cannot be set to a "
            + value.getClass().getName()
            + ".");
  }

  private String place() {
    return "Parameter " + number;
  }

  private interface Count {
    long micros() throws SQLException;
  }
}
