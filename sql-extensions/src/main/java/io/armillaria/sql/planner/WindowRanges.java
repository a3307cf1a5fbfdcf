package io.armillaria.sql.planner;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/// The values that RANGE frames with an offset end at, in a type wide enough for the sum of a key
/// and the offset.
final class WindowRanges {
  private final RexBuilder builder;

  /// @param key the sort key
  /// @param limit the row's key moved by the offset
  record Range(RexNode key, RexNode limit) {}

  WindowRanges(RexBuilder builder) {
    this.builder = builder;
  }

  /// @param up whether the offset is added, not subtracted
  Range range(RexNode key, RexNode offset, boolean up) {
    boolean interval = SqlTypeName.INTERVAL_TYPES.contains(offset.getType().getSqlTypeName());
    RelDataType type = interval ? moment(key.getType()) : number(key.getType(), offset.getType());
    SqlOperator operator =
        interval
            ? up ? SqlStdOperatorTable.DATETIME_PLUS : SqlStdOperatorTable.MINUS_DATE
            : up ? SqlStdOperatorTable.PLUS : SqlStdOperatorTable.MINUS;
    RexNode wide = builder.makeCast(type, key);
    return new Range(wide, builder.makeCall(type, operator, List.of(wide, offset)));
  }

  private RelDataType moment(RelDataType key) {
    return switch (key.getSqlTypeName()) {
      case DATE -> nullable(factory().createSqlType(SqlTypeName.TIMESTAMP, 6));
      case TIMESTAMP, TIMESTAMP_TZ -> nullable(key);
      default -> throw refused(key, "an interval");
    };
  }

  private RelDataType number(RelDataType key, RelDataType offset) {
    if (!SqlTypeUtil.isNumeric(key) || !SqlTypeUtil.isNumeric(offset)) {
      throw refused(key, "a number");
    }
    if (!SqlTypeUtil.isExactNumeric(key) || !SqlTypeUtil.isExactNumeric(offset)) {
      return nullable(factory().createSqlType(SqlTypeName.DOUBLE));
    }
    return nullable(
        factory()
            .createSqlType(
                SqlTypeName.DECIMAL,
                DataType.MAX_DECIMAL_PRECISION,
                Math.max(scale(key), scale(offset))));
  }

  private static int scale(RelDataType type) {
    return SqlTypeUtil.isDecimal(type) ? type.getScale() : 0;
  }

  private RelDataType nullable(RelDataType type) {
    return factory().createTypeWithNullability(type, true);
  }

  private RelDataTypeFactory factory() {
    return builder.getTypeFactory();
  }

  private static RuntimeException refused(RelDataType key, String offset) {
    return new Failure.Unsupported("RANGE with " + offset + " over a key of type " + key).raise();
  }
}
