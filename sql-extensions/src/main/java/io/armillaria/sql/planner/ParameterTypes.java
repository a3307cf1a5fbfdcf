package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/// The types that parameters are read as.
final class ParameterTypes {
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
}
