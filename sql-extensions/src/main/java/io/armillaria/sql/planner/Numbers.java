package io.armillaria.sql.planner;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;

/// What the planner asks about types of numbers.
final class Numbers {
  private Numbers() {}

  static boolean isWhole(DataType type) {
    return type == Plain.SMALLINT || type == Plain.INTEGER || type == Plain.BIGINT;
  }

  static boolean isDouble(DataType type) {
    return type == Plain.REAL || type == Plain.DOUBLE;
  }

  static boolean isExact(DataType type) {
    return isWhole(type) || type instanceof DataType.Decimal;
  }

  static boolean isNumber(DataType type) {
    return isExact(type) || isDouble(type);
  }

  /// A whole-number type as the decimal that holds all its values; a decimal as it is.
  static DataType.Decimal decimal(DataType type) {
    return switch (type) {
      case DataType.Decimal decimal -> decimal;
      case Plain.SMALLINT -> new DataType.Decimal(5, 0);
      case Plain.INTEGER -> new DataType.Decimal(10, 0);
      case Plain.BIGINT -> new DataType.Decimal(19, 0);
      default -> throw new IllegalArgumentException(type + " is no exact number");
    };
  }

  /// The decimal that holds the values of both, as far as 38 digits go.
  static DataType.Decimal common(DataType.Decimal left, DataType.Decimal right) {
    int scale = Math.max(left.scale(), right.scale());
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    return new DataType.Decimal(
        Math.clamp((long) whole + scale, Math.max(1, scale), DataType.MAX_DECIMAL_PRECISION),
        scale);
  }

  /// The wider of two whole-number types.
  static DataType wider(DataType left, DataType right) {
    if (left == Plain.BIGINT || right == Plain.BIGINT) {
      return Plain.BIGINT;
    }
    return left == Plain.INTEGER || right == Plain.INTEGER ? Plain.INTEGER : Plain.SMALLINT;
  }
}
