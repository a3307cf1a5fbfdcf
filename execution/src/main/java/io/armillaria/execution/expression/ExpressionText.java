package io.armillaria.execution.expression;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.type.DataType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Writes expressions for people to read, close to SQL.
public final class ExpressionText {
  private static final Environment UTC = new Environment(new Object[0], 0, ZoneOffset.UTC);

  private final IntFunction<String> columns;

  /// @param columns the name of the column at a place
  public ExpressionText(IntFunction<String> columns) {
    this.columns = columns;
  }

  public String of(Expression expression) {
    return switch (expression) {
      case Expression.Column column -> columns.apply(column.index());
      case Expression.Literal literal -> literal(literal);
      case Expression.Parameter parameter -> "?" + parameter.index();
      case Expression.Call call -> call(call);
      case Expression.Case choice ->
          choice.branches().stream()
                  .map(when -> " WHEN " + of(when.condition()) + " THEN " + of(when.value()))
                  .collect(Collectors.joining("", "CASE", " ELSE "))
              + of(choice.otherwise())
              + " END";
      case Expression.Cast cast -> "CAST(" + of(cast.operand()) + " AS " + cast.type().sql() + ")";
      case Expression.In in ->
          in.members().stream()
              .map(this::of)
              .collect(Collectors.joining(", ", of(in.operand()) + " IN (", ")"));
    };
  }

  private String call(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case EQUAL -> infix(arguments, " = ");
      case NOT_EQUAL -> infix(arguments, " <> ");
      case LESS -> infix(arguments, " < ");
      case LESS_OR_EQUAL -> infix(arguments, " <= ");
      case GREATER -> infix(arguments, " > ");
      case GREATER_OR_EQUAL -> infix(arguments, " >= ");
      case IS_DISTINCT_FROM -> infix(arguments, " IS DISTINCT FROM ");
      case IS_NOT_DISTINCT_FROM -> infix(arguments, " IS NOT DISTINCT FROM ");
      case AND -> infix(arguments, " AND ");
      case OR -> infix(arguments, " OR ");
      case ADD -> infix(arguments, " + ");
      case SUBTRACT -> infix(arguments, " - ");
      case MULTIPLY -> infix(arguments, " * ");
      case DIVIDE -> infix(arguments, " / ");
      case MODULO -> infix(arguments, " % ");
      case LIKE -> infix(arguments, " LIKE ");
      case ILIKE -> infix(arguments, " ILIKE ");
      case SIMILAR_TO -> infix(arguments, " SIMILAR TO ");
      case NOT -> "NOT " + operand(arguments.getFirst());
      case NEGATE -> "-" + operand(arguments.getFirst());
      case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
          operand(arguments.getFirst()) + " " + call.function().name().replace('_', ' ');
      default ->
          arguments.stream()
              .map(this::of)
              .collect(
                  Collectors.joining(
                      ", ", call.function().name().toLowerCase(Locale.ROOT) + "(", ")"));
    };
  }

  private String infix(List<Expression> arguments, String operator) {
    return arguments.stream().map(this::operand).collect(Collectors.joining(operator));
  }

  private String operand(Expression expression) {
    String text = of(expression);
    boolean closed = !(expression instanceof Expression.Call) || text.endsWith(")");
    return closed ? text : "(" + text + ")";
  }

  private static String literal(Expression.Literal literal) {
    if (literal.value() == null) {
      return "NULL";
    }
    DataType type = literal.type();
    String text;
    try {
      Expression cast =
          new Expression.Cast(literal, new DataType.Varchar(DataType.UNLIMITED), false);
      text = LikePattern.string((byte[]) new ExpressionCompiler(UTC).value(cast));
    } catch (DatabaseException e) {
      text = literal.value().toString();
    }
    return Numbers.exact(type)
            || type.layout() == DataType.Layout.DOUBLE
            || text.equals("TRUE")
            || text.equals("FALSE")
        ? text
        : "'" + text.replace("'", "''") + "'";
  }
}
