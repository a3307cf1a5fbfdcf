package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Set;

/// The columns inside expressions.
final class Columns {
  private Columns() {}

  /// The expression with column i turned into column `places[i]`.
  static Expression moved(Expression expression, int[] places) {
    return switch (expression) {
      case Expression.Column(int index, DataType type) ->
          new Expression.Column(places[index], type);
      case Expression.Literal literal -> literal;
      case Expression.Parameter parameter -> parameter;
      case Expression.Call call ->
          new Expression.Call(call.function(), moved(call.arguments(), places), call.type());
      case Expression.Case(List<Expression.When> branches, Expression otherwise, DataType type) ->
          new Expression.Case(
              branches.stream()
                  .map(
                      each ->
                          new Expression.When(
                              moved(each.condition(), places), moved(each.value(), places)))
                  .toList(),
              moved(otherwise, places),
              type);
      case Expression.Cast(Expression operand, DataType type, boolean assignment) ->
          new Expression.Cast(moved(operand, places), type, assignment);
      case Expression.In(Expression operand, List<Expression> members, DataType type) ->
          new Expression.In(moved(operand, places), moved(members, places), type);
    };
  }

  private static List<Expression> moved(List<Expression> expressions, int[] places) {
    return expressions.stream().map(each -> moved(each, places)).toList();
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
