package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TypeMapping;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/// The types of computed values.
final class ExpressionTypes {
  private ExpressionTypes() {}

  /// Our type for what Calcite says an expression has: computed text is VARCHAR, an interval is the
  /// BIGINT of its months or microseconds.
  static DataType of(RelDataType type) {
    if (SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName())) {
      return Plain.BIGINT;
    }
    DataType mapped = TypeMapping.toData(type);
    return mapped instanceof DataType.Char(int length) ? new DataType.Varchar(length) : mapped;
  }
}
