package io.armillaria.jdbc.value;

import io.armillaria.jdbc.failure.SqlStates;
import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;

/// CHAR and VARCHAR. CHAR is held without trailing blanks and padded here.
final class TextAccessor extends ColumnAccessor {
  private final ZoneId zone;
  private final int paddedLength;
  private BytesVector values;

  /// `paddedLength` is in code points; 0 for none.
  TextAccessor(int number, ColumnDescription column, int paddedLength, ZoneId zone) {
    super(number, column);
    this.paddedLength = paddedLength;
    this.zone = zone;
  }

  @Override
  void bindValues(ColumnVector vector) {
    values = (BytesVector) vector;
  }

  @Override
  public String textAt(int row) {
    String text = values.text(row);
    int missing = paddedLength == 0 ? 0 : paddedLength - text.codePointCount(0, text.length());
    return missing > 0 ? text + " ".repeat(missing) : text;
  }

  @Override
  public byte[] bytesAt(int row) {
    return textAt(row).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Object objectAt(int row) {
    return textAt(row);
  }

  @Override
  public boolean booleanAt(int row) throws SQLException {
    return TextBooleans.parse(values.text(row))
        .orElseThrow(() -> invalid(SqlStates.INVALID_TEXT, values.text(row), "boolean"));
  }

  @Override
  public long longAt(int row) throws SQLException {
    return toLong(decimalAt(row, "whole number"));
  }

  @Override
  public double doubleAt(int row) throws SQLException {
    String text = values.text(row).strip();
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "infinity" -> Double.POSITIVE_INFINITY;
      case "-infinity" -> Double.NEGATIVE_INFINITY;
      default -> decimalAt(row, "floating-point number").doubleValue();
    };
  }

  @Override
  public BigDecimal decimalAt(int row) throws SQLException {
    return decimalAt(row, "decimal number");
  }

  @Override
  public LocalDate dateAt(int row) throws SQLException {
    return temporalAt(row, "date", TemporalText::date);
  }

  @Override
  public LocalTime timeAt(int row) throws SQLException {
    return temporalAt(row, "time", TemporalText::time);
  }

  @Override
  public LocalDateTime timestampAt(int row) throws SQLException {
    return temporalAt(row, "timestamp", TemporalText::timestamp);
  }

  @Override
  public OffsetDateTime zonedAt(int row) throws SQLException {
    return temporalAt(row, "timestamp with time zone", text -> TemporalText.zoned(text, zone));
  }

  private BigDecimal decimalAt(int row, String wanted) throws SQLException {
    String text = values.text(row);
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw invalid(SqlStates.INVALID_TEXT, text, wanted);
    }
  }

  private <T> T temporalAt(int row, String wanted, Parser<T> parser) throws SQLException {
    String text = values.text(row);
    try {
      return parser.parse(text);
    } catch (DateTimeException e) {
      throw invalid(SqlStates.INVALID_DATETIME, text, wanted);
    }
  }

  private interface Parser<T> {
    T parse(String text);
  }
}
