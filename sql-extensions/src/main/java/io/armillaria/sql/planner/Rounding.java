package io.armillaria.sql.planner;

import io.armillaria.storage.type.DataType;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.type.SqlTypeName;

/// The types of ROUND and TRUNCATE.
final class Rounding {
  private Rounding() {}

  static RelDataType type(SqlOperatorBinding binding, int carry) {
    RelDataType operand = binding.getOperandType(0);
    RelDataTypeFactory factory = binding.getTypeFactory();
    boolean nullable = binding.collectOperandTypes().stream().anyMatch(RelDataType::isNullable);
    if (operand.getSqlTypeName() != SqlTypeName.DECIMAL) {
      return factory.createTypeWithNullability(operand, nullable);
    }
    int scale = scale(binding, operand.getScale());
    int whole = operand.getPrecision() - operand.getScale() + carry;
    int precision = Math.clamp((long) whole + scale, 1, DataType.MAX_DECIMAL_PRECISION);
    return factory.createTypeWithNullability(
        factory.createSqlType(SqlTypeName.DECIMAL, precision, scale), nullable);
  }

  private static int scale(SqlOperatorBinding binding, int most) {
    if (binding.getOperandCount() == 1) {
      return 0;
    }
    if (!binding.isOperandLiteral(1, false)) {
      return most;
    }
    Integer digits = binding.getOperandLiteralValue(1, Integer.class);
    return digits == null ? most : Math.clamp(digits, 0, most);
  }
}
