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
  private final FastFields fast = new FastFields();

  FieldReader(DataType type, TextConversion conversion) {
    this.type = type;
    this.builder = VectorBuilder.of(type.layout(), 1024);
    this.conversion = conversion;
  }

  VectorBuilder builder() {
    return builder;
  }

  void appendNull() {
    builder.appendNull();
  }

  /// @throws io.armillaria.storage.failure.DatabaseException when the text is no value of the type
  void append(char[] text, int from, int length) {
    if (!appendFast(text, from, length)) {
      builder.appendDefault(conversion.value(new String(text, from, length), type));
    }
  }

  private boolean appendFast(char[] text, int from, int length) {
    return switch (type) {
      case Plain.SMALLINT ->
          fast.number(text, from, length, 0)
              && fast.value() == (short) fast.value()
              && appended(fast.value());
      case Plain.INTEGER ->
          fast.number(text, from, length, 0)
              && fast.value() == (int) fast.value()
              && appended(fast.value());
      case Plain.BIGINT -> fast.number(text, from, length, 0) && appended(fast.value());
      case DataType.Decimal(int precision, int scale) ->
          precision <= DataType.LONG_DECIMAL_PRECISION
              && fast.number(text, from, length, scale)
              && fast.digits() <= precision
              && appended(fast.value());
      case Plain.DATE -> fast.date(text, from, length) && appended(fast.value());
      case DataType.Timestamp(int precision) ->
          precision == 6 && fast.timestamp(text, from, length) && appended(fast.value());
      case Plain.DOUBLE -> appendedDouble(new String(text, from, length));
      case DataType.Varchar(int most) ->
          length <= most && appendedText(fast.utf8(text, from, length));
      case DataType.Char(int most) ->
          length <= most && appendedText(fast.utf8(text, from, trimmed(text, from, length)));
      case Plain.BOOLEAN, Plain.REAL -> false;
      case DataType.Binary _, DataType.Varbinary _, DataType.Time _, DataType.TimestampWithZone _ ->
          false;
    };
  }

  private static int trimmed(char[] text, int from, int length) {
    int end = from + length;
    while (end > from && text[end - 1] == ' ') {
      end--;
    }
    return end - from;
  }

  private boolean appended(long value) {
    ((LongVectorBuilder) builder).append(value);
    return true;
  }

  private boolean appendedDouble(String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return false;
    }
    ((DoubleVectorBuilder) builder).append(value);
    return true;
  }

  private boolean appendedText(int length) {
    ((BytesVectorBuilder) builder).append(fast.bytes(), 0, length);
    return true;
  }
}
