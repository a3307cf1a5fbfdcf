package io.armillaria.sql.planner;

import io.armillaria.sql.schema.ArmillariaTypeSystem;
import io.armillaria.storage.failure.Failure;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.type.SqlTypeName;

/// Checks lengths, precisions and scales as they are written; Calcite would cut them to fit.
final class TypeBounds {
  private TypeBounds() {}

  /// @throws io.armillaria.storage.failure.DatabaseException InvalidParameter
  static void check(SqlDataTypeSpec type) {
    if (type.getTypeNameSpec() instanceof SqlBasicTypeNameSpec spec
        && spec.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED) {
      SqlTypeName name = SqlTypeName.get(spec.getTypeName().getSimple());
      if (name != null) {
        check(name, spec.getPrecision(), spec.getScale());
      }
    }
  }

  private static void check(SqlTypeName name, int precision, int scale) {
    int least = SqlTypeName.DATETIME_TYPES.contains(name) ? 0 : 1;
    int most = ArmillariaTypeSystem.INSTANCE.getMaxPrecision(name);
    if (most >= 0 && (precision < least || precision > most)) {
      boolean isLength = SqlTypeName.STRING_TYPES.contains(name);
      throw bounds(name, isLength ? "length" : "precision", precision, least, most);
    }
    if (name == SqlTypeName.DECIMAL && scale > precision) {
      throw bounds(name, "scale", scale, 0, precision);
    }
  }

  private static RuntimeException bounds(
      SqlTypeName name, String what, int found, int least, int most) {
    return new Failure.InvalidParameter(
            "The "
                + what
                + " of "
                + name.getName()
                + " is "
                + found
                + ", but must be between "
                + least
                + " and "
                + most
                + ".")
        .raise();
  }
}
