package io.armillaria.sql.planner;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// Makes expressions as Calcite does, but leaves casts to CHAR as they are written: done by
/// Calcite, they would pad, and could not be told from text that has these blanks.
final class ExactRexBuilder extends RexBuilder {
  ExactRexBuilder(RelDataTypeFactory factory) {
    super(factory);
  }

  @Override
  public RexNode makeCast(
      SqlParserPos position,
      RelDataType type,
      RexNode operand,
      boolean matchNullability,
      boolean safe,
      RexLiteral format) {
    return type.getSqlTypeName() == SqlTypeName.CHAR
            && operand instanceof RexLiteral literal
            && !literal.isNull()
            && !operand.getType().equals(type)
        ? makeAbstractCast(position, type, operand, safe)
        : super.makeCast(position, type, operand, matchNullability, safe, format);
  }
}
