package io.armillaria.sql.copy;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;

/// Values as they are written to a CSV file: so that a cast reads them back.
final class FieldText {
  private static final DateTimeFormatter LOCAL =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
          .toFormatter(Locale.ROOT);
  private static final DateTimeFormatter ZONED =
      new DateTimeFormatterBuilder().append(LOCAL).appendOffsetId().toFormatter(Locale.ROOT);

  private FieldText() {}

  static String of(ColumnVector vector, int row, DataType type, ZoneId zone) {
    return switch (type) {
      case Plain.BOOLEAN -> number(vector, row) == 1 ? "true" : "false";
      case Plain.SMALLINT, Plain.INTEGER, Plain.BIGINT -> Long.toString(number(vector, row));
      case Plain.REAL -> Float.toString((float) decimal(vector, row));
      case Plain.DOUBLE -> Double.toString(decimal(vector, row));
      case Plain.DATE -> LocalDate.ofEpochDay(number(vector, row)).toString();
      case DataType.Decimal(_, int scale) -> decimal(ColumnVectors.value(vector, row), scale);
      case DataType.Char _, DataType.Varchar _ -> ((BytesVector) vector).text(row);
      case DataType.Binary _, DataType.Varbinary _ ->
          HexFormat.of().formatHex((byte[]) ColumnVectors.value(vector, row));
      case DataType.Time _ -> LocalTime.ofNanoOfDay(number(vector, row) * 1000).toString();
      case DataType.Timestamp _ -> LOCAL.format(instant(vector, row).atOffset(ZoneOffset.UTC));
      case DataType.TimestampWithZone _ -> ZONED.format(instant(vector, row).atZone(zone));
    };
  }

  private static long number(ColumnVector vector, int row) {
    return (Long) ColumnVectors.value(vector, row);
  }

  private static double decimal(ColumnVector vector, int row) {
    return (Double) ColumnVectors.value(vector, row);
  }

  private static String decimal(Object value, int scale) {
    return (value instanceof BigInteger unscaled
            ? new BigDecimal(unscaled, scale)
            : BigDecimal.valueOf((Long) value, scale))
        .toPlainString();
  }

  private static Instant instant(ColumnVector vector, int row) {
    return Instant.EPOCH.plus(number(vector, row), ChronoUnit.MICROS);
  }
}
