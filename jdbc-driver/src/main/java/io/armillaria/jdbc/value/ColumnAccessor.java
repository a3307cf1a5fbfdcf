package io.armillaria.jdbc.value;

import io.armillaria.jdbc.failure.SqlErrors;
import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Calendar;

/// Reads the values of one column of a result as what JDBC's getters ask for.
///
/// Bound to the column's vector of each batch in turn; a value is then an array element of `row`,
/// which must not be NULL. What a type cannot be read as throws, as does a value out of range.
public abstract sealed class ColumnAccessor
    permits BooleanAccessor,
        WholeAccessor,
        FloatingAccessor,
        DecimalAccessor,
        WideDecimalAccessor,
        TextAccessor,
        BinaryAccessor,
        DateAccessor,
        TimeAccessor,
        TimestampAccessor,
        ZonedTimestampAccessor {
  /// Digits beyond which a text with an exponent is no number to be written out.
  private static final int MOST_DIGITS = 100_000;

  private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

  private final String place;
  private final DataType type;
  private boolean[] nulls;

  ColumnAccessor(int number, ColumnDescription column) {
    this.place = "Column " + number + " (" + column.label() + ")";
    this.type = column.type();
  }

  /// The accessor for a column's type.
  ///
  /// @param number from 1, for messages
  /// @param zone the session's, in which points in time are shown
  public static ColumnAccessor of(int number, ColumnDescription column, ZoneId zone) {
    return switch (column.type()) {
      case DataType.Plain plain ->
          switch (plain) {
            case BOOLEAN -> new BooleanAccessor(number, column);
            case SMALLINT, INTEGER, BIGINT -> new WholeAccessor(number, column);
            case REAL, DOUBLE -> new FloatingAccessor(number, column);
            case DATE -> new DateAccessor(number, column);
          };
      case DataType.Decimal decimal ->
          decimal.layout() == DataType.Layout.LONG
              ? new DecimalAccessor(number, column, decimal.scale())
              : new WideDecimalAccessor(number, column, decimal.scale());
      case DataType.Char(int length) -> new TextAccessor(number, column, length, zone);
      case DataType.Varchar _ -> new TextAccessor(number, column, 0, zone);
      case DataType.Binary _, DataType.Varbinary _ -> new BinaryAccessor(number, column);
      case DataType.Time _ -> new TimeAccessor(number, column);
      case DataType.Timestamp _ -> new TimestampAccessor(number, column, zone);
      case DataType.TimestampWithZone _ -> new ZonedTimestampAccessor(number, column, zone);
    };
  }

  public final void bind(ColumnVector vector) {
    nulls = vector.nulls();
    bindValues(vector);
  }

  public final boolean isNull(int row) {
    return nulls != null && nulls[row];
  }

  abstract void bindValues(ColumnVector vector);

  /// The value as text, as `getString` gives it: the same that CAST gives in SQL.
  public abstract String textAt(int row);

  /// The value as `getObject` gives it.
  public abstract Object objectAt(int row) throws SQLException;

  public boolean booleanAt(int row) throws SQLException {
    throw unreadable("boolean");
  }

  public long longAt(int row) throws SQLException {
    throw unreadable("whole number");
  }

  public double doubleAt(int row) throws SQLException {
    throw unreadable("floating-point number");
  }

  public BigDecimal decimalAt(int row) throws SQLException {
    throw unreadable("decimal number");
  }

  public byte[] bytesAt(int row) throws SQLException {
    throw unreadable("binary string");
  }

  public LocalDate dateAt(int row) throws SQLException {
    throw unreadable("date");
  }

  public LocalTime timeAt(int row) throws SQLException {
    throw unreadable("time");
  }

  public LocalDateTime timestampAt(int row) throws SQLException {
    throw unreadable("timestamp");
  }

  public OffsetDateTime zonedAt(int row) throws SQLException {
    throw unreadable("timestamp with time zone");
  }

  public Date sqlDateAt(int row, Calendar calendar) throws SQLException {
    return LegacyTime.date(dateAt(row), calendar);
  }

  public Time sqlTimeAt(int row, Calendar calendar) throws SQLException {
    return LegacyTime.time(timeAt(row), calendar);
  }

  public Timestamp sqlTimestampAt(int row, Calendar calendar) throws SQLException {
    return LegacyTime.timestamp(timestampAt(row), calendar);
  }

  public final int intAt(int row) throws SQLException {
    long value = longAt(row);
    if (value != (int) value) {
      throw outOfRange(value, "int");
    }
    return (int) value;
  }

  public final short shortAt(int row) throws SQLException {
    long value = longAt(row);
    if (value != (short) value) {
      throw outOfRange(value, "short");
    }
    return (short) value;
  }

  public final byte byteAt(int row) throws SQLException {
    long value = longAt(row);
    if (value != (byte) value) {
      throw outOfRange(value, "byte");
    }
    return (byte) value;
  }

  public final float floatAt(int row) throws SQLException {
    double value = doubleAt(row);
    if (Float.isInfinite((float) value) && !Double.isInfinite(value)) {
      throw outOfRange(value, "float");
    }
    return (float) value;
  }

  public final BigInteger integerAt(int row) throws SQLException {
    BigDecimal value = decimalAt(row);
    if ((long) value.precision() - value.scale() > MOST_DIGITS) {
      throw outOfRange(value, "BigInteger");
    }
    return value.toBigInteger();
  }

  final DataType type() {
    return type;
  }

  /// The whole part of `value`, as far as a long goes.
  final long toLong(BigDecimal value) throws SQLException {
    if (value.compareTo(LEAST_LONG) < 0 || value.compareTo(GREATEST_LONG) > 0) {
      throw outOfRange(value, "long");
    }
    return value.longValue();
  }

  /// `value` is `number` as near as a double comes.
  final boolean toBoolean(Object number, double value) throws SQLException {
    if (value != 0 && value != 1) {
      throw outOfRange(number, "boolean (0 or 1)");
    }
    return value == 1;
  }

  final SQLException outOfRange(Object value, String wanted) {
    return SqlErrors.of(
        SqlStates.NUMERIC_OVERFLOW,
        place
            + " is "
            + type.sql()
            + "; its value "
            + value
            + " is outside the range of "
            + wanted
            + ".");
  }

  final SQLException invalid(String state, String value, String wanted) {
    return SqlErrors.of(
        state,
        place + " is " + type.sql() + "; its value '" + value + "' is not a valid " + wanted + ".");
  }

  final SQLException unreadable(String wanted) {
    return SqlErrors.of(
        SqlStates.WRONG_CONVERSION,
        place + " is " + type.sql() + " and cannot be read as a " + wanted + ".");
  }
}
