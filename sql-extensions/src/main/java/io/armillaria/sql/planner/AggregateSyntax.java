package io.armillaria.sql.planner;

import io.armillaria.storage.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlBasicAggFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.util.SqlShuttle;
import org.apache.calcite.util.Optionality;

/// Aggregates as they are written that Calcite does not take. It has no MEDIAN, which is
/// `PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY x)`. It takes no FILTER before OVER, but aggregates
/// leave out NULLs:
///
/// `SUM(x) FILTER (WHERE c) OVER w` becomes `SUM(CASE WHEN c THEN x END) OVER w`, and `COUNT(*)`
/// becomes `COUNT(CASE WHEN c THEN 1 END)`.
final class AggregateSyntax extends SqlShuttle {
  /// Calcite's with the type of AVG: between two whole numbers lie others.
  static final SqlAggFunction PERCENTILE_CONT =
      SqlBasicAggFunction.create(
              SqlKind.PERCENTILE_CONT,
              binding -> {
                RelDataTypeFactory factory = binding.getTypeFactory();
                return factory.createTypeWithNullability(
                    factory.getTypeSystem().deriveAvgAggType(factory, binding.getCollationType()),
                    true);
              },
              OperandTypes.UNIT_INTERVAL_NUMERIC_LITERAL)
          .withFunctionType(SqlFunctionCategory.SYSTEM)
          .withGroupOrder(Optionality.MANDATORY)
          .withPercentile(true)
          .withAllowsFraming(false);

  private AggregateSyntax() {}

  static SqlNode rewritten(SqlNode query) {
    return query.accept(new AggregateSyntax());
  }

  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode inside = super.visit(call);
    if (inside instanceof SqlBasicCall median
        && median.getOperator().getName().equalsIgnoreCase("MEDIAN")
        && median.operandCount() == 1) {
      return median(median);
    }
    if (inside instanceof SqlBasicCall percentile
        && percentile.getOperator().equals(SqlStdOperatorTable.PERCENTILE_CONT)) {
      return PERCENTILE_CONT.createCall(
          percentile.getFunctionQuantifier(),
          percentile.getParserPosition(),
          percentile.getOperandList());
    }
    if (inside instanceof SqlBasicCall over
        && over.getKind() == SqlKind.OVER
        && over.operand(0).getKind() == SqlKind.WITHIN_GROUP) {
      throw new Failure.Unsupported("WITHIN GROUP, or MEDIAN, with OVER").raise();
    }
    return inside instanceof SqlBasicCall over
            && over.getKind() == SqlKind.OVER
            && over.operand(0) instanceof SqlCall filter
            && filter.getKind() == SqlKind.FILTER
            && filter.operand(0) instanceof SqlCall aggregate
        ? over.getOperator()
            .createCall(
                over.getParserPosition(), filtered(aggregate, filter.operand(1)), over.operand(1))
        : inside;
  }

  private static SqlNode median(SqlCall call) {
    SqlParserPos position = call.getParserPosition();
    return SqlStdOperatorTable.WITHIN_GROUP.createCall(
        position,
        PERCENTILE_CONT.createCall(
            call.getFunctionQuantifier(), position, SqlLiteral.createExactNumeric("0.5", position)),
        SqlNodeList.of(call.operand(0)));
  }

  private static SqlNode filtered(SqlCall aggregate, SqlNode condition) {
    List<SqlNode> operands = new ArrayList<>(aggregate.getOperandList());
    if (!operands.isEmpty()) {
      SqlNode first = operands.getFirst();
      boolean star = first instanceof SqlIdentifier identifier && identifier.isStar();
      SqlParserPos position = first.getParserPosition();
      operands.set(
          0,
          new SqlCase(
              position,
              null,
              SqlNodeList.of(condition),
              SqlNodeList.of(star ? SqlLiteral.createExactNumeric("1", position) : first),
              SqlLiteral.createNull(position)));
    }
    return aggregate
        .getOperator()
        .createCall(aggregate.getFunctionQuantifier(), aggregate.getParserPosition(), operands);
  }
}
