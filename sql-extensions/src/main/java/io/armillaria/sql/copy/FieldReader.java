package io.armillaria.sql.copy;

import io.armillaria.storage.column.BytesVectorBuilder;
import io.armillaria.storage.column.DoubleVectorBuilder;
import io.armillaria.storage.column.LongVectorBuilder;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;

/// Reads the fields of one column into a vector. What is not written in the usual way is left to
/// [TextConversion], which knows all of it and all errors.
final class FieldReader {
  private final DataType type;
  private final VectorBuilder builder;
  private final TextConversion conversion;
  private final FastFields fields = new FastFields();
  private final FastPath fast;

  /// Appends a value that is written in the usual way; false, and nothing, for another.
  private interface FastPath {
    boolean append(char[] text, int from, int length);
  }

  FieldReader(DataType type, TextConversion conversion) {
    this.type = type;
    this.builder = VectorBuilder.of(type.layout(), 1024);
    this.conversion = conversion;
    this.fast = fastPath();
  }

  VectorBuilder builder() {
    return builder;
  }

  void appendNull() {
    builder.appendNull();
  }

  /// @throws io.armillaria.storage.failure.DatabaseException when the text is no value of the type
  void append(char[] text, int from, int length) {
    if (!fast.append(text, from, length)) {
      builder.appendDefault(conversion.value(new String(text, from, length), type));
    }
  }

  private FastPath fastPath() {
    return switch (type) {
      case Plain.SMALLINT -> whole((LongVectorBuilder) builder, Short.MIN_VALUE, Short.MAX_VALUE);
      case Plain.INTEGER ->
          whole((LongVectorBuilder) builder, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case Plain.BIGINT -> whole((LongVectorBuilder) builder, Long.MIN_VALUE, Long.MAX_VALUE);
      case DataType.Decimal(int precision, int scale) when type.layout() == DataType.Layout.LONG ->
          decimal((LongVectorBuilder) builder, precision, scale);
      case Plain.DATE -> date((LongVectorBuilder) builder);
      case DataType.Timestamp(int precision) when precision == 6 ->
          timestamp((LongVectorBuilder) builder);
      case Plain.DOUBLE -> real((DoubleVectorBuilder) builder);
      case DataType.Varchar(int most) -> text((BytesVectorBuilder) builder, most, false);
      case DataType.Char(int most) -> text((BytesVectorBuilder) builder, most, true);
      default -> (text, from, length) -> false;
    };
  }

  private FastPath whole(LongVectorBuilder longs, long least, long most) {
    return (text, from, length) -> {
      if (!fields.number(text, from, length, 0)
          || fields.value() < least
          || fields.value() > most) {
        return false;
      }
      longs.append(fields.value());
      return true;
    };
  }

  private FastPath decimal(LongVectorBuilder longs, int precision, int scale) {
    return (text, from, length) -> {
      if (!fields.number(text, from, length, scale) || fields.digits() > precision) {
        return false;
      }
      longs.append(fields.value());
      return true;
    };
  }

  private FastPath date(LongVectorBuilder longs) {
    return (text, from, length) -> {
      if (!fields.date(text, from, length)) {
        return false;
      }
      longs.append(fields.value());
      return true;
    };
  }

  private FastPath timestamp(LongVectorBuilder longs) {
    return (text, from, length) -> {
      if (!fields.timestamp(text, from, length)) {
        return false;
      }
      longs.append(fields.value());
      return true;
    };
  }

  private static FastPath real(DoubleVectorBuilder doubles) {
    return (text, from, length) -> {
      double value;
      try {
        value = Double.parseDouble(new String(text, from, length));
      } catch (NumberFormatException _) {
        return false;
      }
      doubles.append(value);
      return true;
    };
  }

  /// @param padded whether blanks at the end do not count
  private FastPath text(BytesVectorBuilder bytes, int most, boolean padded) {
    return (text, from, length) -> {
      if (length > most) {
        return false;
      }
      int end = from + length;
      while (padded && end > from && text[end - 1] == ' ') {
        end--;
      }
      int encoded = fields.utf8(text, from, end - from);
      bytes.append(fields.bytes(), 0, encoded);
      return true;
    };
  }
}
