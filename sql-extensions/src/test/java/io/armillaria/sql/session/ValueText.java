package io.armillaria.sql.session;

import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;

/// Values as the expected results have them.
final class ValueText {
  private ValueText() {}

  static String of(ColumnVector vector, int row, DataType type) {
    if (vector.isNull(row)) {
      return "null";
    }
    return switch (vector) {
      case LongVector v -> ofLong(v.values()[row], type);
      case DoubleVector v -> String.valueOf(v.values()[row]);
      case Int128Vector v ->
          new BigDecimal(
                  BigInteger.valueOf(v.high()[row])
                      .shiftLeft(64)
                      .or(new BigInteger(Long.toUnsignedString(v.low()[row]))),
                  ((DataType.Decimal) type).scale())
              .toPlainString();
      case BytesVector v -> ofBytes(v, row, type);
    };
  }

  private static String ofLong(long value, DataType type) {
    return switch (type) {
      case Plain.BOOLEAN -> value == 1 ? "true" : "false";
      case Plain.DATE -> LocalDate.ofEpochDay(value).toString();
      case DataType.Decimal(_, int scale) -> BigDecimal.valueOf(value, scale).toPlainString();
      case DataType.Time _ -> LocalTime.ofNanoOfDay(value * 1000).toString();
      case DataType.Timestamp _ -> instant(value).replace("Z", "");
      case DataType.TimestampWithZone _ -> instant(value);
      default -> String.valueOf(value);
    };
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }

  private static String ofBytes(BytesVector vector, int row, DataType type) {
    int start = vector.starts()[row];
    byte[] bytes = Arrays.copyOfRange(vector.data(), start, start + vector.lengths()[row]);
    return type instanceof DataType.Binary || type instanceof DataType.Varbinary
        ? HexFormat.of().formatHex(bytes)
        : "'" + vector.text(row) + "'";
  }
}
