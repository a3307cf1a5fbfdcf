package io.armillaria.sql.parser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.parser.SqlParserPos;

/// The literals of a query that may as well be parameters: those that its WHERE compares with a
/// column. Neither the columns of the result nor their types, labels or order depend on these.
public final class ShapeParameters {
  private final Map<Integer, Place> places = new TreeMap<>();
  private final Map<Long, Integer> indexes = new HashMap<>();

  private record Place(SqlCall call, int operand) {}

  private ShapeParameters(LiteralShape shape) {
    int line = 1;
    int start = 0;
    int literal = 0;
    for (int i = 0; i < shape.sql().length() && literal < shape.literals().size(); i++) {
      if (shape.literals().get(literal).start() == i) {
        indexes.put(place(line, i - start + 1), literal++);
      }
      if (shape.sql().charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
  }

  /// Their indexes in the shape; none for what is more than a SELECT from one table.
  public static List<Integer> of(LiteralShape shape) {
    ShapeParameters parameters = new ShapeParameters(shape);
    parameters.find(ArmillariaParser.parseStatement(shape.sql()));
    return List.copyOf(parameters.places.keySet());
  }

  /// The query with a parameter in the place of each of these.
  public static SqlNode replaced(LiteralShape shape, List<Integer> literals) {
    ShapeParameters parameters = new ShapeParameters(shape);
    SqlNode query = ArmillariaParser.parseStatement(shape.sql());
    parameters.find(query);
    for (int i = 0; i < literals.size(); i++) {
      Place place = parameters.places.get(literals.get(i));
      SqlParserPos position = place.call.operand(place.operand).getParserPosition();
      place.call.setOperand(place.operand, new SqlDynamicParam(i, position));
    }
    return query;
  }

  private void find(SqlNode query) {
    switch (query) {
      case SqlOrderBy ordered -> find(ordered.query);
      case SqlSelect select when isTable(select.getFrom()) && select.getWhere() != null ->
          condition(select.getWhere());
      default -> {}
    }
  }

  private static boolean isTable(SqlNode from) {
    return from instanceof SqlIdentifier
        || (from instanceof SqlBasicCall call
            && call.getKind() == SqlKind.AS
            && call.operand(0) instanceof SqlIdentifier);
  }

  private void condition(SqlNode condition) {
    switch (condition.getKind()) {
      case AND, OR, NOT -> ((SqlCall) condition).getOperandList().forEach(this::condition);
      case EQUALS,
          NOT_EQUALS,
          LESS_THAN,
          LESS_THAN_OR_EQUAL,
          GREATER_THAN,
          GREATER_THAN_OR_EQUAL,
          BETWEEN ->
          comparison((SqlCall) condition);
      default -> {}
    }
  }

  private void comparison(SqlCall call) {
    List<Integer> literals = new ArrayList<>();
    for (int i = 0; i < call.operandCount(); i++) {
      SqlNode operand = call.operand(i);
      if (isLiteral(operand)) {
        literals.add(i);
      } else if (!(operand instanceof SqlIdentifier)) {
        return;
      }
    }
    if (literals.size() < call.operandCount()) {
      for (int operand : literals) {
        SqlParserPos position = call.operand(operand).getParserPosition();
        Integer index = indexes.get(place(position.getLineNum(), position.getColumnNum()));
        if (index != null) {
          places.put(index, new Place(call, operand));
        }
      }
    }
  }

  private static boolean isLiteral(SqlNode operand) {
    return operand instanceof SqlCharStringLiteral
        || (operand instanceof SqlNumericLiteral number && number.isInteger());
  }

  private static long place(int line, int column) {
    return (long) line << 32 | column;
  }
}
