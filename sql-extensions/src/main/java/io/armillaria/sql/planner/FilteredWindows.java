package io.armillaria.sql.planner;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlShuttle;

/// Calcite takes no FILTER before OVER, but aggregates leave out NULLs:
///
/// `SUM(x) FILTER (WHERE c) OVER w` becomes `SUM(CASE WHEN c THEN x END) OVER w`, and `COUNT(*)`
/// becomes `COUNT(CASE WHEN c THEN 1 END)`.
final class FilteredWindows extends SqlShuttle {
  private FilteredWindows() {}

  static SqlNode rewritten(SqlNode query) {
    return query.accept(new FilteredWindows());
  }

  @Override
  public SqlNode visit(SqlCall call) {
    SqlNode inside = super.visit(call);
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
