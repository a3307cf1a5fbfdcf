package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// Expressions as text for EXPLAIN: `$2` is the input's third column.
final class ExpressionText {
  private ExpressionText() {}

  static String list(List<Expression> expressions) {
    return expressions.stream().map(ExpressionText::of).collect(Collectors.joining(", ", "(", ")"));
  }

  static String conjunction(List<Expression> conditions) {
    return conditions.stream()
        .map(each -> isInfix(each) ? "(" + of(each) + ")" : of(each))
        .collect(Collectors.joining(" and "));
  }

  static String of(Expression expression) {
    return switch (expression) {
      case Expression.Column(int index, _) -> "$" + index;
      case Expression.Literal(Object value, DataType type) -> literal(value, type);
      case Expression.Parameter(int index, _) -> "?" + (index + 1);
      case Expression.Call call -> call(call);
      case Expression.Case(List<Expression.When> branches, Expression otherwise, _) ->
          branches.stream()
              .map(each -> " when " + of(each.condition()) + " then " + of(each.value()))
              .collect(Collectors.joining("", "case", " else " + of(otherwise) + " end"));
      case Expression.Cast(Expression operand, DataType type, boolean assignment) ->
          (assignment ? "assign(" : "cast(") + of(operand) + " as " + type.sql() + ")";
      case Expression.In(Expression operand, List<Expression> members, _) ->
          of(operand) + " in " + list(members);
    };
  }

  private static String call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case EQUAL -> infix(" = ", arguments);
      case NOT_EQUAL -> infix(" <> ", arguments);
      case LESS -> infix(" < ", arguments);
      case LESS_OR_EQUAL -> infix(" <= ", arguments);
      case GREATER -> infix(" > ", arguments);
      case GREATER_OR_EQUAL -> infix(" >= ", arguments);
      case AND -> infix(" and ", arguments);
      case OR -> infix(" or ", arguments);
      case ADD -> infix(" + ", arguments);
      case SUBTRACT -> infix(" - ", arguments);
      case MULTIPLY -> infix(" * ", arguments);
      case DIVIDE -> infix(" / ", arguments);
      case IS_NULL -> of(arguments.getFirst()) + " is null";
      case IS_NOT_NULL -> of(arguments.getFirst()) + " is not null";
      case NOT -> "not " + of(arguments.getFirst());
      case LIKE -> infix(" like ", arguments);
      default -> call.function().name().toLowerCase(java.util.Locale.ROOT) + list(arguments);
    };
  }

  private static String infix(String operator, List<Expression> arguments) {
    return arguments.stream()
        .map(each -> isInfix(each) ? "(" + of(each) + ")" : of(each))
        .collect(Collectors.joining(operator));
  }

  private static boolean isInfix(Expression expression) {
    return expression instanceof Expression.Call call
        && switch (call.function()) {
          case AND, OR, ADD, SUBTRACT, MULTIPLY, DIVIDE -> true;
          default -> false;
        };
  }

  private static String literal(Object value, DataType type) {
    if (value == null) {
      return "null";
    }
    return switch (type) {
      case Plain.BOOLEAN -> value.equals(1L) ? "true" : "false";
      case Plain.DATE -> "date '" + LocalDate.ofEpochDay((Long) value) + "'";
      case Plain.SMALLINT, Plain.INTEGER, Plain.BIGINT, Plain.REAL, Plain.DOUBLE ->
          value.toString();
      case DataType.Decimal(_, int scale) ->
          (value instanceof BigInteger unscaled
                  ? new BigDecimal(unscaled, scale)
                  : BigDecimal.valueOf((Long) value, scale))
              .toPlainString();
      case DataType.Char _, DataType.Varchar _ ->
          "'" + new String((byte[]) value, StandardCharsets.UTF_8).replace("'", "''") + "'";
      case DataType.Binary _, DataType.Varbinary _ ->
          "x'" + HexFormat.of().formatHex((byte[]) value) + "'";
      case DataType.Time _ -> "time '" + LocalTime.ofNanoOfDay((Long) value * 1000) + "'";
      case DataType.Timestamp _ -> "timestamp '" + instant(value).toString().replace("Z", "") + "'";
      case DataType.TimestampWithZone _ -> "timestamp '" + instant(value) + "'";
    };
  }

  private static Instant instant(Object micros) {
    return Instant.EPOCH.plus((Long) micros, ChronoUnit.MICROS);
  }
}
