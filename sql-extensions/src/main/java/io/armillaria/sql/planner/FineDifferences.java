package io.armillaria.sql.planner;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.avatica.util.TimeUnit;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.util.SqlShuttle;

/// Makes TIMESTAMPDIFF in units below a second the exact difference as a BIGINT, where Calcite has
/// that in whole seconds, times so many units, as an INTEGER.
final class FineDifferences {
  static final SqlFunction MICROSECONDS =
      new SqlFunction(
          "\0MICROSECONDS_BETWEEN",
          SqlKind.OTHER_FUNCTION,
          ReturnTypes.BIGINT_NULLABLE,
          null,
          OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
          SqlFunctionCategory.TIMEDATE);

  private static final Set<String> NAMES = Set.of("TIMESTAMPDIFF", "{FN TIMESTAMPDIFF}");

  private FineDifferences() {}

  static SqlNode rewritten(SqlNode query) {
    return query.accept(
        new SqlShuttle() {
          @Override
          public SqlNode visit(SqlCall call) {
            SqlNode within = super.visit(call);
            return within instanceof SqlCall same ? exact(same) : within;
          }
        });
  }

  /// JDBC's name for the smallest unit is a frame's name to Calcite.
  private static TimeUnit unit(SqlIntervalQualifier qualifier) {
    return "SQL_TSI_FRAC_SECOND".equalsIgnoreCase(qualifier.timeFrameName)
        ? TimeUnit.NANOSECOND
        : qualifier.getUnit();
  }

  private static SqlNode exact(SqlCall call) {
    if (!NAMES.contains(call.getOperator().getName().toUpperCase(Locale.ROOT))
        || call.operandCount() != 3
        || !(call.operand(0) instanceof SqlIntervalQualifier unit)) {
      return call;
    }
    SqlParserPos at = call.getParserPosition();
    SqlNode micros = MICROSECONDS.createCall(at, call.operand(2), call.operand(1));
    SqlNode thousand = SqlLiteral.createExactNumeric("1000", at);
    return switch (unit(unit)) {
      case MILLISECOND -> SqlStdOperatorTable.DIVIDE.createCall(at, micros, thousand);
      case MICROSECOND -> micros;
      case NANOSECOND -> SqlStdOperatorTable.MULTIPLY.createCall(at, micros, thousand);
      default -> call;
    };
  }
}
