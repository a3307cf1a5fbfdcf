package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.type.SqlTypeName;

/// The types that parameters are read as.
final class ParameterTypes {
  private static final int COMPARED_SCALE = 18;

  private ParameterTypes() {}

  /// The type for a parameter of which Calcite inferred `type`: text and bytes of any length.
  static DataType of(RelDataType type) {
    if (SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return Plain.BIGINT;
    }
    return switch (TypeMapping.toData(type)) {
      case DataType.Char _, DataType.Varchar _ -> new DataType.Varchar(DataType.UNLIMITED);
      case DataType.Binary _, DataType.Varbinary _ -> new DataType.Varbinary(DataType.UNLIMITED);
      case DataType other -> other;
    };
  }

  /// The type for a parameter that is compared with a value of `type`: BIGINT for whole numbers,
  /// unless it is `wide`; a decimal has 38 digits, of them 18 or more after the point unless the
  /// whole digits need them.
  static RelDataType compared(RelDataType type, boolean wide, RelDataTypeFactory factory) {
    RelDataType result =
        switch (type.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT ->
              wide
                  ? factory.createSqlType(
                      SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, COMPARED_SCALE)
                  : factory.createSqlType(SqlTypeName.BIGINT);
          case DECIMAL -> {
            int whole = type.getPrecision() - type.getScale();
            int scale =
                Math.min(
                    Math.max(type.getScale(), COMPARED_SCALE),
                    DataType.MAX_DECIMAL_PRECISION - whole);
            yield factory.createSqlType(SqlTypeName.DECIMAL, DataType.MAX_DECIMAL_PRECISION, scale);
          }
          default -> type;
        };
    return factory.createTypeWithNullability(result, type.isNullable());
  }
}
