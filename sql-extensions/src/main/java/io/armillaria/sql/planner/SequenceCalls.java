package io.armillaria.sql.planner;

import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.TableBinder;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.util.SqlShuttle;

/// `NEXT VALUE FOR s`, `nextval('s')` and their like, with the sequence's place in the statement in
/// the place of its name: so Calcite needs to know no sequences.
final class SequenceCalls {
  static final String NEXT_NAME = "\0NEXT_NUMBER";
  static final String CURRENT_NAME = "\0CURRENT_NUMBER";
  static final SqlFunction NEXT = function(NEXT_NAME);
  static final SqlFunction CURRENT = function(CURRENT_NAME);

  private SequenceCalls() {}

  private static SqlFunction function(String name) {
    return new SqlFunction(
        name,
        SqlKind.OTHER_FUNCTION,
        ReturnTypes.BIGINT,
        null,
        OperandTypes.NUMERIC,
        SqlFunctionCategory.NUMERIC) {
      @Override
      public boolean isDeterministic() {
        return false;
      }
    };
  }

  /// The query with all sequences looked up.
  static SqlNode bound(SqlNode query, TableBinder binder) {
    SqlNode result =
        query.accept(
            new SqlShuttle() {
              @Override
              public SqlNode visit(SqlCall call) {
                return switch (call.getKind()) {
                  case NEXT_VALUE -> named(NEXT, call, binder);
                  case CURRENT_VALUE -> named(CURRENT, call, binder);
                  case OTHER_FUNCTION ->
                      switch (call.getOperator().getName().toUpperCase(Locale.ROOT)) {
                        case "NEXTVAL" -> written(NEXT, call, binder);
                        case "CURRVAL" -> written(CURRENT, call, binder);
                        default -> super.visit(call);
                      };
                  default -> super.visit(call);
                };
              }
            });
    return result == null ? query : result;
  }

  /// What a column takes where DEFAULT is written.
  static SqlNode defaultOf(Column column, TableBinder binder) {
    return column
        .identity()
        .map(identity -> binder.sequence(column.name(), identity.sequence()))
        .map(index -> call(NEXT, index, SqlParserPos.ZERO))
        .orElseGet(() -> TargetColumns.defaultOf(column));
  }

  private static SqlNode named(SqlOperator operator, SqlCall call, TableBinder binder) {
    SqlIdentifier name = call.operand(0);
    if (name.names.size() > 3) {
      throw notAName(name.toString());
    }
    return call(operator, binder.sequence(TableName.of(name.names)), call.getParserPosition());
  }

  private static SqlNode written(SqlOperator operator, SqlCall call, TableBinder binder) {
    if (call.operandCount() == 1 && call.operand(0) instanceof SqlCharStringLiteral literal) {
      TableName name = TableName.of(path(literal.getValueAs(String.class)));
      return call(operator, binder.sequence(name), call.getParserPosition());
    }
    throw new Failure.Unsupported(
            call.getOperator().getName()
                + " takes the name of a sequence as a constant text, such as"
                + " nextval('orders_seq').")
        .raise();
  }

  private static SqlNode call(SqlOperator operator, int index, SqlParserPos position) {
    return operator.createCall(
        position, SqlLiteral.createExactNumeric(Integer.toString(index), position));
  }

  /// The parts of a name as SQL writes it: upper case unless they are quoted.
  static List<String> path(String text) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      if (each == '"') {
        quoted = !quoted;
      } else if (each == '.' && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(quoted ? each : Character.toUpperCase(each));
      }
    }
    parts.add(part.toString());
    if (parts.size() > 3 || quoted || parts.contains("")) {
      throw notAName(text);
    }
    return parts;
  }

  private static RuntimeException notAName(String text) {
    return new Failure.InvalidName(text, "'" + text + "' is not the name of a sequence.").raise();
  }
}
