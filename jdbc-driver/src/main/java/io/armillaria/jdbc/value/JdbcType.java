package io.armillaria.jdbc.value;

import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.OffsetDateTime;

/// What JDBC's metadata says about a type.
///
/// @param code of [java.sql.Types]
/// @param name as SQL writes it, without length or precision
/// @param className of what `getObject` gives
/// @param precision digits, characters or bytes, by the kind of type
/// @param scale digits after the point; of a second for times
/// @param displaySize the most characters that its text takes
public record JdbcType(
    int code,
    String name,
    String className,
    int precision,
    int scale,
    int displaySize,
    boolean signed) {
  private static final int DATE_LENGTH = 10;
  private static final int TIME_LENGTH = 8;
  private static final int OFFSET_LENGTH = 6;

  public static JdbcType of(DataType type) {
    return switch (type) {
      case DataType.Plain plain -> ofPlain(plain);
      case DataType.Decimal(int precision, int scale) ->
          new JdbcType(
              Types.DECIMAL,
              "DECIMAL",
              BigDecimal.class.getName(),
              precision,
              scale,
              precision + (scale > 0 ? 2 : 1),
              true);
      case DataType.Char(int length) -> ofText(Types.CHAR, "CHAR", length);
      case DataType.Varchar(int length) -> ofText(Types.VARCHAR, "VARCHAR", length);
      case DataType.Binary(int length) -> ofBytes(Types.BINARY, "BINARY", length);
      case DataType.Varbinary(int length) -> ofBytes(Types.VARBINARY, "VARBINARY", length);
      case DataType.Time(int digits) ->
          ofTemporal(Types.TIME, "TIME", java.sql.Time.class, TIME_LENGTH, digits);
      case DataType.Timestamp(int digits) ->
          ofTemporal(
              Types.TIMESTAMP,
              "TIMESTAMP",
              java.sql.Timestamp.class,
              DATE_LENGTH + 1 + TIME_LENGTH,
              digits);
      case DataType.TimestampWithZone(int digits) ->
          ofTemporal(
              Types.TIMESTAMP_WITH_TIMEZONE,
              "TIMESTAMP WITH TIME ZONE",
              OffsetDateTime.class,
              DATE_LENGTH + 1 + TIME_LENGTH + OFFSET_LENGTH,
              digits);
    };
  }

  private static JdbcType ofPlain(DataType.Plain type) {
    String name = type.sql();
    return switch (type) {
      case BOOLEAN -> new JdbcType(Types.BOOLEAN, name, Boolean.class.getName(), 1, 0, 5, false);
      case SMALLINT -> new JdbcType(Types.SMALLINT, name, Integer.class.getName(), 5, 0, 6, true);
      case INTEGER -> new JdbcType(Types.INTEGER, name, Integer.class.getName(), 10, 0, 11, true);
      case BIGINT -> new JdbcType(Types.BIGINT, name, Long.class.getName(), 19, 0, 20, true);
      case REAL -> new JdbcType(Types.REAL, name, Float.class.getName(), 7, 0, 15, true);
      case DOUBLE -> new JdbcType(Types.DOUBLE, name, Double.class.getName(), 15, 0, 24, true);
      case DATE -> ofTemporal(Types.DATE, name, java.sql.Date.class, DATE_LENGTH, 0);
    };
  }

  private static JdbcType ofText(int code, String name, int length) {
    return new JdbcType(code, name, String.class.getName(), length, 0, length, false);
  }

  private static JdbcType ofBytes(int code, String name, int length) {
    int hexDigits = length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE : 2 * length;
    return new JdbcType(code, name, "[B", length, 0, hexDigits, false);
  }

  private static JdbcType ofTemporal(
      int code, String name, Class<?> javaClass, int length, int digits) {
    int size = digits == 0 ? length : length + 1 + digits;
    return new JdbcType(code, name, javaClass.getName(), size, digits, size, false);
  }

  /// Whether values are text, so that case and the length in characters mean something.
  public boolean isText() {
    return code == Types.CHAR || code == Types.VARCHAR;
  }
}
