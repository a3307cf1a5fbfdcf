package io.armillaria.sql.session;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;

/// Whether the values of one type, as they are stored, are the same values of another.
final class StoredValues {
  private StoredValues() {}

  static boolean fit(DataType from, DataType to) {
    if (from.equals(to)) {
      return true;
    }
    return switch (to) {
      case Plain.INTEGER -> from == Plain.SMALLINT;
      case Plain.BIGINT -> from == Plain.SMALLINT || from == Plain.INTEGER;
      case Plain.DOUBLE -> from == Plain.REAL;
      case Plain _ -> false;
      case DataType.Decimal decimal -> fit(from, decimal);
      case DataType.Varchar(int length) ->
          switch (from) {
            case DataType.Varchar(int shorter) -> shorter <= length;
            case DataType.Char(int shorter) -> shorter <= length;
            default -> false;
          };
      case DataType.Char(int length) ->
          from instanceof DataType.Char(int shorter) && shorter <= length;
      case DataType.Varbinary(int length) ->
          switch (from) {
            case DataType.Varbinary(int shorter) -> shorter <= length;
            case DataType.Binary(int shorter) -> shorter <= length;
            default -> false;
          };
      case DataType.Binary _ -> false;
      case DataType.Time(int precision) ->
          from instanceof DataType.Time(int less) && less <= precision;
      case DataType.Timestamp(int precision) ->
          from instanceof DataType.Timestamp(int less) && less <= precision;
      case DataType.TimestampWithZone(int precision) ->
          from instanceof DataType.TimestampWithZone(int less) && less <= precision;
    };
  }

  private static boolean fit(DataType from, DataType.Decimal to) {
    if (to.layout() != from.layout()) {
      return false;
    }
    return switch (from) {
      case Plain.SMALLINT -> to.scale() == 0 && to.precision() >= 5;
      case Plain.INTEGER -> to.scale() == 0 && to.precision() >= 10;
      case DataType.Decimal(int precision, int scale) ->
          scale == to.scale() && precision <= to.precision();
      default -> false;
    };
  }
}
