package io.armillaria.sql.schema;

import static org.apache.calcite.sql.type.SqlTypeName.BIGINT;
import static org.apache.calcite.sql.type.SqlTypeName.DECIMAL;
import static org.apache.calcite.sql.type.SqlTypeName.DOUBLE;

import io.armillaria.storage.type.DataType;
import java.math.RoundingMode;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// The limits of our types, and the types of arithmetic.
///
/// Decimals have up to 38 digits. With p, s for the operands' precision and scale:
///
/// | result | scale | precision |
/// |---|---|---|
/// | sum, difference | max(s1, s2) | max(p1 - s1, p2 - s2) + scale + 1 |
/// | product | s1 + s2, above 18 only as far as the whole digits leave room | p1 + p2 |
/// | quotient | max(16, s1) | p1 - s1 + s2 + scale |
/// | SUM of SMALLINT, INTEGER | - | BIGINT |
/// | SUM of BIGINT, of DECIMAL | s | 38 |
/// | AVG of whole numbers | 16 | 38 |
/// | AVG of DECIMAL | max(16, s) | 38 |
/// | SUM, AVG of REAL, DOUBLE | - | DOUBLE |
///
/// Precisions are capped at 38; a value that needs more is a NumericOverflow. A quotient of whole
/// numbers is a whole number, cut towards zero.
public final class ArmillariaTypeSystem extends RelDataTypeSystemImpl {
  public static final ArmillariaTypeSystem INSTANCE = new ArmillariaTypeSystem();

  private static final int MAX_DECIMAL = DataType.MAX_DECIMAL_PRECISION;
  private static final int PRODUCT_SCALE = 18;
  private static final int QUOTIENT_SCALE = 16;
  private static final int MICROS = 6;

  private ArmillariaTypeSystem() {}

  @Override
  public int getMaxPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> MAX_DECIMAL;
      case CHAR, VARCHAR, BINARY, VARBINARY -> DataType.UNLIMITED;
      case TIME, TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MICROS;
      default -> super.getMaxPrecision(type);
    };
  }

  @Override
  public int getDefaultPrecision(SqlTypeName type) {
    return switch (type) {
      case DECIMAL -> MAX_DECIMAL;
      case TIME, TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> MICROS;
      default -> super.getDefaultPrecision(type);
    };
  }

  @Override
  public int getMaxScale(SqlTypeName type) {
    return type == DECIMAL ? MAX_DECIMAL : super.getMaxScale(type);
  }

  @Override
  public RoundingMode roundingMode() {
    return RoundingMode.HALF_UP;
  }

  @Override
  public boolean shouldConvertRaggedUnionTypesToVarying() {
    return true;
  }

  @Override
  public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType sum =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER -> factory.createSqlType(BIGINT);
          case BIGINT -> factory.createSqlType(DECIMAL, MAX_DECIMAL, 0);
          case DECIMAL -> factory.createSqlType(DECIMAL, MAX_DECIMAL, argument.getScale());
          case FLOAT, REAL, DOUBLE -> factory.createSqlType(DOUBLE);
          default -> argument;
        };
    return factory.createTypeWithNullability(sum, argument.isNullable());
  }

  @Override
  public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
    RelDataType average =
        switch (argument.getSqlTypeName()) {
          case TINYINT, SMALLINT, INTEGER, BIGINT ->
              factory.createSqlType(DECIMAL, MAX_DECIMAL, QUOTIENT_SCALE);
          case DECIMAL ->
              factory.createSqlType(
                  DECIMAL, MAX_DECIMAL, Math.max(QUOTIENT_SCALE, argument.getScale()));
          case FLOAT, REAL, DOUBLE -> factory.createSqlType(DOUBLE);
          default -> argument;
        };
    return factory.createTypeWithNullability(average, argument.isNullable());
  }

  @Override
  public RelDataType deriveDecimalMultiplyType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = left.getScale() + right.getScale();
    int precision = left.getPrecision() + right.getPrecision();
    int room = Math.max(MAX_DECIMAL - (precision - scale), PRODUCT_SCALE);
    int kept = Math.min(scale, room);
    return factory.createSqlType(DECIMAL, Math.min(MAX_DECIMAL, precision - scale + kept), kept);
  }

  @Override
  public RelDataType deriveDecimalDivideType(
      RelDataTypeFactory factory, RelDataType left, RelDataType right) {
    if (!isDecimalArithmetic(left, right)) {
      return null;
    }
    int scale = Math.max(QUOTIENT_SCALE, left.getScale());
    int whole = left.getPrecision() - left.getScale() + right.getScale();
    return factory.createSqlType(DECIMAL, Math.min(MAX_DECIMAL, whole + scale), scale);
  }

  private static boolean isDecimalArithmetic(RelDataType left, RelDataType right) {
    return SqlTypeUtil.isExactNumeric(left)
        && SqlTypeUtil.isExactNumeric(right)
        && (SqlTypeUtil.isDecimal(left) || SqlTypeUtil.isDecimal(right));
  }
}
