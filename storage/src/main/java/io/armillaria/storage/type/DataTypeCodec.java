package io.armillaria.storage.type;

import io.armillaria.storage.failure.Failure;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;

/// Data types as bytes and as text.
///
/// Bytes: a code, then the parameters: precision and scale as one byte each, lengths as four bytes,
/// big-endian as DataOutput writes them. The codes are part of the format and are never given
/// again.
///
/// | code | type | parameters |
/// |---|---|---|
/// | 1 | BOOLEAN | |
/// | 2 | SMALLINT | |
/// | 3 | INTEGER | |
/// | 4 | BIGINT | |
/// | 5 | REAL | |
/// | 6 | DOUBLE | |
/// | 7 | DATE | |
/// | 8 | DECIMAL | precision, scale |
/// | 9 | CHAR | length |
/// | 10 | VARCHAR | length |
/// | 11 | BINARY | length |
/// | 12 | VARBINARY | length |
/// | 13 | TIME | precision |
/// | 14 | TIMESTAMP | precision |
/// | 15 | TIMESTAMP WITH TIME ZONE | precision |
public final class DataTypeCodec {
  private static final String ZONE = " WITH TIME ZONE";

  private DataTypeCodec() {}

  public static void write(DataOutput out, DataType type) throws IOException {
    switch (type) {
      case DataType.Plain plain -> out.writeByte(code(plain));
      case DataType.Decimal decimal -> {
        out.writeByte(8);
        out.writeByte(decimal.precision());
        out.writeByte(decimal.scale());
      }
      case DataType.Char text -> writeLength(out, 9, text.length());
      case DataType.Varchar text -> writeLength(out, 10, text.length());
      case DataType.Binary bytes -> writeLength(out, 11, bytes.length());
      case DataType.Varbinary bytes -> writeLength(out, 12, bytes.length());
      case DataType.Time time -> writePrecision(out, 13, time.precision());
      case DataType.Timestamp timestamp -> writePrecision(out, 14, timestamp.precision());
      case DataType.TimestampWithZone timestamp -> writePrecision(out, 15, timestamp.precision());
    }
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, for a code or a parameter
  ///   that no type has
  public static DataType read(DataInput in) throws IOException {
    int code = in.readUnsignedByte();
    try {
      return switch (code) {
        case 8 -> new DataType.Decimal(in.readUnsignedByte(), in.readUnsignedByte());
        case 9 -> new DataType.Char(in.readInt());
        case 10 -> new DataType.Varchar(in.readInt());
        case 11 -> new DataType.Binary(in.readInt());
        case 12 -> new DataType.Varbinary(in.readInt());
        case 13 -> new DataType.Time(in.readUnsignedByte());
        case 14 -> new DataType.Timestamp(in.readUnsignedByte());
        case 15 -> new DataType.TimestampWithZone(in.readUnsignedByte());
        default -> plain(code);
      };
    } catch (IllegalArgumentException e) {
      throw new Failure.Corrupt("data type", "A stored data type is damaged: " + e.getMessage())
          .raise(e);
    }
  }

  /// The type that [DataType#sql] writes so; case and spaces do not matter.
  ///
  /// @throws IllegalArgumentException when there is no such type
  public static DataType parse(String sql) {
    String text = sql.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
    boolean zoned = text.endsWith(ZONE);
    String bare = zoned ? text.substring(0, text.length() - ZONE.length()) : text;
    int open = bare.indexOf('(');
    String name = open < 0 ? bare : bare.substring(0, open).strip();
    if (open >= 0 && !bare.endsWith(")")) {
      throw unknown(sql);
    }
    String inner = open < 0 ? "" : bare.substring(open + 1, bare.length() - 1);
    int[] parameters;
    try {
      parameters =
          open < 0
              ? new int[0]
              : Arrays.stream(inner.split(",", -1))
                  .mapToInt(part -> Integer.parseInt(part.strip()))
                  .toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(unknown(sql).getMessage(), e);
    }
    return named(zoned ? name + ZONE : name, parameters, sql);
  }

  private static DataType named(String name, int[] parameters, String sql) {
    for (DataType.Plain plain : DataType.Plain.values()) {
      if (plain.sql().equals(name) && parameters.length == 0) {
        return plain;
      }
    }
    int wanted = name.equals("DECIMAL") ? 2 : 1;
    if (parameters.length == 0 && name.startsWith("VAR")) {
      return named(name, new int[] {DataType.UNLIMITED}, sql);
    }
    if (parameters.length != wanted) {
      throw unknown(sql);
    }
    return switch (name) {
      case "DECIMAL" -> new DataType.Decimal(parameters[0], parameters[1]);
      case "CHAR" -> new DataType.Char(parameters[0]);
      case "VARCHAR" -> new DataType.Varchar(parameters[0]);
      case "BINARY" -> new DataType.Binary(parameters[0]);
      case "VARBINARY" -> new DataType.Varbinary(parameters[0]);
      case "TIME" -> new DataType.Time(parameters[0]);
      case "TIMESTAMP" -> new DataType.Timestamp(parameters[0]);
      case "TIMESTAMP WITH TIME ZONE" -> new DataType.TimestampWithZone(parameters[0]);
      default -> throw unknown(sql);
    };
  }

  private static int code(DataType.Plain plain) {
    return switch (plain) {
      case BOOLEAN -> 1;
      case SMALLINT -> 2;
      case INTEGER -> 3;
      case BIGINT -> 4;
      case REAL -> 5;
      case DOUBLE -> 6;
      case DATE -> 7;
    };
  }

  private static DataType plain(int code) {
    for (DataType.Plain plain : DataType.Plain.values()) {
      if (code(plain) == code) {
        return plain;
      }
    }
    throw new IllegalArgumentException("code " + code);
  }

  private static void writeLength(DataOutput out, int code, int length) throws IOException {
    out.writeByte(code);
    out.writeInt(length);
  }

  private static void writePrecision(DataOutput out, int code, int precision) throws IOException {
    out.writeByte(code);
    out.writeByte(precision);
  }

  private static IllegalArgumentException unknown(String sql) {
    return new IllegalArgumentException("There is no type " + sql);
  }
}
