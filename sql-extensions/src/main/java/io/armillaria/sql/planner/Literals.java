package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.apache.calcite.util.TimestampWithTimeZoneString;

/// Calcite's literals as ours.
final class Literals {
  static final Expression.Literal TRUE = new Expression.Literal(1L, Plain.BOOLEAN);
  static final Expression.Literal FALSE = new Expression.Literal(0L, Plain.BOOLEAN);

  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);

  private Literals() {}

  /// A literal as an expression. Text is VARCHAR whatever Calcite says, an interval is the BIGINT
  /// of its months or microseconds.
  static Expression.Literal of(RexLiteral literal) {
    SqlTypeName name = literal.getType().getSqlTypeName();
    if (SqlTypeName.INTERVAL_TYPES.contains(name)) {
      return new Expression.Literal(interval(literal, name), Plain.BIGINT);
    }
    DataType type =
        SqlTypeName.CHAR_TYPES.contains(name)
            ? textType(literal)
            : TypeMapping.toData(literal.getType());
    return literal.isNull() ? ofNull(type) : of(literal, type);
  }

  static Expression.Literal ofNull(DataType type) {
    return new Expression.Literal(null, type);
  }

  static Expression.Literal ofLong(long value, DataType type) {
    return new Expression.Literal(value, type);
  }

  static Expression.Literal ofText(String text) {
    return new Expression.Literal(text.getBytes(StandardCharsets.UTF_8), TEXT);
  }

  /// Text that is known to be no longer than it is.
  static Expression.Literal ofFixedText(String text) {
    return new Expression.Literal(text.getBytes(StandardCharsets.UTF_8), textType(text));
  }

  /// A number as a literal of that type, empty when it does not fit exactly.
  static Optional<Expression.Literal> exactly(BigDecimal number, DataType type) {
    return switch (type) {
      case Plain.SMALLINT -> whole(number, type, Short.MIN_VALUE, Short.MAX_VALUE);
      case Plain.INTEGER -> whole(number, type, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case Plain.BIGINT -> whole(number, type, Long.MIN_VALUE, Long.MAX_VALUE);
      case Plain.REAL -> Optional.of(new Expression.Literal((double) number.floatValue(), type));
      case Plain.DOUBLE -> Optional.of(new Expression.Literal(number.doubleValue(), type));
      case DataType.Decimal decimal -> decimal(number, decimal);
      default -> Optional.empty();
    };
  }

  /// The number that a literal stands for, empty when it is NULL or no exact number.
  static Optional<BigDecimal> number(Expression.Literal literal) {
    if (literal.value() == null || !Numbers.isExact(literal.type())) {
      return Optional.empty();
    }
    int scale = literal.type() instanceof DataType.Decimal decimal ? decimal.scale() : 0;
    return Optional.of(
        switch (literal.value()) {
          case Long value -> BigDecimal.valueOf(value, scale);
          case BigInteger value -> new BigDecimal(value, scale);
          default -> throw new IllegalStateException("number " + literal.value().getClass());
        });
  }

  private static Optional<Expression.Literal> whole(
      BigDecimal number, DataType type, long least, long most) {
    if (number.stripTrailingZeros().scale() > 0
        || number.compareTo(BigDecimal.valueOf(least)) < 0
        || number.compareTo(BigDecimal.valueOf(most)) > 0) {
      return Optional.empty();
    }
    return Optional.of(new Expression.Literal(number.longValueExact(), type));
  }

  private static Optional<Expression.Literal> decimal(BigDecimal number, DataType.Decimal type) {
    if (number.stripTrailingZeros().scale() > type.scale()) {
      return Optional.empty();
    }
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
    if (scaled.precision() > type.precision() && scaled.signum() != 0) {
      return Optional.empty();
    }
    Object value =
        type.layout() == DataType.Layout.LONG
            ? (Object) scaled.unscaledValue().longValueExact()
            : scaled.unscaledValue();
    return Optional.of(new Expression.Literal(value, type));
  }

  private static DataType textType(RexLiteral literal) {
    if (literal.isNull()) {
      return TEXT;
    }
    return textType(literal.getValueAs(String.class));
  }

  private static DataType textType(String text) {
    return new DataType.Varchar(Math.max(1, text.codePointCount(0, text.length())));
  }

  private static Expression.Literal of(RexLiteral literal, DataType type) {
    return switch (type) {
      case Plain.BOOLEAN -> literal.getValueAs(Boolean.class) ? TRUE : FALSE;
      case Plain.SMALLINT, Plain.INTEGER, Plain.BIGINT, Plain.REAL, Plain.DOUBLE ->
          number(literal, type);
      case DataType.Decimal _ -> number(literal, type);
      case Plain.DATE ->
          new Expression.Literal(
              (long) literal.getValueAs(DateString.class).getDaysSinceEpoch(), type);
      case DataType.Char _, DataType.Varchar _ ->
          new Expression.Literal(
              literal.getValueAs(String.class).getBytes(StandardCharsets.UTF_8), type);
      case DataType.Binary _, DataType.Varbinary _ ->
          new Expression.Literal(literal.getValueAs(ByteString.class).getBytes(), type);
      case DataType.Time _ ->
          new Expression.Literal(
              LocalTime.parse(literal.getValueAs(TimeString.class).toString()).toNanoOfDay() / 1000,
              type);
      case DataType.Timestamp _ ->
          new Expression.Literal(micros(literal.getValueAs(TimestampString.class)), type);
      case DataType.TimestampWithZone _ -> new Expression.Literal(instant(literal), type);
    };
  }

  private static Expression.Literal number(RexLiteral literal, DataType type) {
    Comparable<?> value = RexLiteral.value(literal);
    BigDecimal number =
        switch (value) {
          case BigDecimal exact -> exact;
          case Number other -> new BigDecimal(other.toString());
          case null, default -> throw new IllegalStateException("number " + value);
        };
    return exactly(number, type)
        .orElseThrow(
            () ->
                new Failure.NumericOverflow(
                        "The number "
                            + number.toPlainString()
                            + " does not fit "
                            + type.sql()
                            + ".")
                    .raise());
  }

  private static long micros(TimestampString timestamp) {
    LocalDateTime time = LocalDateTime.parse(timestamp.toString().replace(' ', 'T'));
    return ChronoUnit.MICROS.between(Instant.EPOCH, time.toInstant(ZoneOffset.UTC));
  }

  private static long instant(RexLiteral literal) {
    if (literal.getTypeName() == SqlTypeName.TIMESTAMP_TZ) {
      TimestampWithTimeZoneString zoned = literal.getValueAs(TimestampWithTimeZoneString.class);
      LocalDateTime time =
          LocalDateTime.parse(zoned.getLocalTimestampString().toString().replace(' ', 'T'));
      return ChronoUnit.MICROS.between(
          Instant.EPOCH, time.atZone(zoned.getTimeZone().toZoneId()).toInstant());
    }
    return micros(literal.getValueAs(TimestampString.class));
  }

  private static Object interval(RexLiteral literal, SqlTypeName name) {
    if (literal.isNull()) {
      return null;
    }
    BigDecimal value = literal.getValueAs(BigDecimal.class);
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(name)
        ? value.longValueExact()
        : value.movePointRight(3).longValueExact();
  }
}
