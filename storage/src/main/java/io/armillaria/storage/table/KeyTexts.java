package io.armillaria.storage.table;

import io.armillaria.storage.type.DataType;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Keys as people read them: `(42)`, `(42, 'abc')`.
public final class KeyTexts {
  private KeyTexts() {}

  /// @param key as [KeyEncoder#key] made it of these columns
  public static String text(List<Column> keyColumns, byte[] key) {
    return text(keyColumns, key, false);
  }

  /// @param key as [KeyEncoder#indexKey] made it of these columns, and maybe more
  public static String indexText(List<Column> columns, byte[] key) {
    return text(columns, key, true);
  }

  private static String text(List<Column> columns, byte[] key, boolean led) {
    ByteBuffer in = ByteBuffer.wrap(key);
    List<String> parts = new ArrayList<>();
    for (Column column : columns) {
      parts.add(led && in.get() != 0x01 ? "NULL" : text(column, in));
    }
    return "(" + String.join(", ", parts) + ")";
  }

  private static String text(Column column, ByteBuffer in) {
    return switch (column.type().layout()) {
      case LONG -> ofLong(column.type(), in.getLong() ^ Long.MIN_VALUE);
      case DOUBLE -> {
        long bits = in.getLong();
        yield Double.toString(Double.longBitsToDouble(bits < 0 ? bits ^ Long.MIN_VALUE : ~bits));
      }
      case INT128 -> ofInt128(column.type(), in);
      case BYTES -> ofBytes(column.type(), in);
    };
  }

  private static String ofLong(DataType type, long value) {
    return switch (type) {
      case DataType.Plain.BOOLEAN -> value == 0 ? "FALSE" : "TRUE";
      case DataType.Plain.DATE -> LocalDate.ofEpochDay(value).toString();
      case DataType.Decimal(int precision, int scale) ->
          BigDecimal.valueOf(value, scale).toPlainString();
      case DataType.Time time -> LocalTime.ofNanoOfDay(value * 1000).toString();
      case DataType.Timestamp time -> moment(value).toString();
      case DataType.TimestampWithZone time -> moment(value) + "Z";
      default -> Long.toString(value);
    };
  }

  private static LocalDateTime moment(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L),
        (int) Math.floorMod(micros, 1_000_000L) * 1000,
        ZoneOffset.UTC);
  }

  private static String ofInt128(DataType type, ByteBuffer in) {
    byte[] bytes = new byte[16];
    in.get(bytes);
    bytes[0] ^= (byte) 0x80;
    int scale = type instanceof DataType.Decimal decimal ? decimal.scale() : 0;
    return new BigDecimal(new BigInteger(bytes), scale).toPlainString();
  }

  private static String ofBytes(DataType type, ByteBuffer in) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (in.hasRemaining()) {
      byte next = in.get();
      if (next == 0 && in.get() == 0) {
        break;
      }
      out.write(next);
    }
    boolean text = type instanceof DataType.Char || type instanceof DataType.Varchar;
    return text
        ? "'" + out.toString(StandardCharsets.UTF_8) + "'"
        : "X'" + HexFormat.of().formatHex(out.toByteArray()) + "'";
  }
}
