package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The columns inside expressions.
final class Columns {
  private Columns() {}

  /// The expression with column i turned into column `places[i]`.
  static Expression moved(Expression expression, int[] places) {
    return mapped(
        expression, column -> new Expression.Column(places[column.index()], column.type()));
  }

  /// The expression with column i replaced by `expressions[i]`.
  static Expression replaced(Expression expression, List<Expression> expressions) {
    return mapped(expression, column -> expressions.get(column.index()));
  }

  private static Expression mapped(
      Expression expression, Function<Expression.Column, Expression> map) {
    return switch (expression) {
      case Expression.Column column -> map.apply(column);
      case Expression.Literal literal -> literal;
      case Expression.Parameter parameter -> parameter;
      case Expression.Call call ->
          new Expression.Call(call.function(), mapped(call.arguments(), map), call.type());
      case Expression.Case(List<Expression.When> branches, Expression otherwise, DataType type) ->
          new Expression.Case(
              branches.stream()
                  .map(
                      each ->
                          new Expression.When(
                              mapped(each.condition(), map), mapped(each.value(), map)))
                  .toList(),
              mapped(otherwise, map),
              type);
      case Expression.Cast(Expression operand, DataType type, boolean assignment) ->
          new Expression.Cast(mapped(operand, map), type, assignment);
      case Expression.In(Expression operand, List<Expression> members, DataType type) ->
          new Expression.In(mapped(operand, map), mapped(members, map), type);
    };
  }

  private static List<Expression> mapped(
      List<Expression> expressions, Function<Expression.Column, Expression> map) {
    return expressions.stream().map(each -> mapped(each, map)).toList();
  }

  /// Counts how often the expression reads each column.
  static void count(Expression expression, int[] uses) {
    mapped(
        expression,
        column -> {
          uses[column.index()]++;
          return column;
        });
  }

  /// Adds the columns that the expression reads to `columns`.
  static void collect(Expression expression, Set<Integer> columns) {
    switch (expression) {
      case Expression.Column(int index, _) -> columns.add(index);
      case Expression.Literal _, Expression.Parameter _ -> {}
      case Expression.Call(_, List<Expression> arguments, _) ->
          arguments.forEach(each -> collect(each, columns));
      case Expression.Case(List<Expression.When> branches, Expression otherwise, _) -> {
        for (Expression.When branch : branches) {
          collect(branch.condition(), columns);
          collect(branch.value(), columns);
        }
        collect(otherwise, columns);
      }
      case Expression.Cast(Expression operand, _, _) -> collect(operand, columns);
      case Expression.In(Expression operand, List<Expression> members, _) -> {
        collect(operand, columns);
        members.forEach(each -> collect(each, columns));
      }
    }
  }
}
