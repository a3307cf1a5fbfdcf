package io.armillaria.sql.planner;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexWindowBound;
import org.apache.calcite.rex.RexWindowExclusion;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/// Makes expressions as Calcite does, but leaves casts to CHAR as they are written: done by
/// Calcite, they would pad, and could not be told from text that has these blanks. A SUM over a
/// window stays one, where Calcite makes it a CASE of a COUNT and a $SUM0.
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

  @Override
  public RexNode makeOver(
      SqlParserPos position,
      RelDataType type,
      SqlAggFunction function,
      List<RexNode> operands,
      List<RexNode> partitionKeys,
      ImmutableList<RexFieldCollation> orderKeys,
      RexWindowBound lower,
      RexWindowBound upper,
      RexWindowExclusion exclude,
      boolean rows,
      boolean allowPartial,
      boolean nullWhenCountZero,
      boolean distinct,
      boolean ignoreNulls) {
    return super.makeOver(
        position,
        type,
        nullWhenCountZero ? SqlStdOperatorTable.SUM : function,
        operands,
        partitionKeys,
        orderKeys,
        lower,
        upper,
        exclude,
        rows,
        allowPartial,
        false,
        distinct,
        ignoreNulls);
  }
}
