package io.armillaria.execution.expression;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What can be read from expressions without computing them.
public final class Expressions {
  private Expressions() {}

  /// The columns that an expression reads, ascending.
  public static int[] columns(Expression expression) {
    TreeSet<Integer> found = new TreeSet<>();
    collect(expression, found);
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  private static void collect(List<Expression> expressions, Set<Integer> found) {
    expressions.forEach(expression -> collect(expression, found));
  }

  private static void collect(Expression expression, Set<Integer> found) {
    switch (expression) {
      case Expression.Column column -> found.add(column.index());
      case Expression.Literal literal -> {}
      case Expression.Parameter parameter -> {}
      case Expression.Call call -> collect(call.arguments(), found);
      case Expression.Case choice -> {
        for (Expression.When when : choice.branches()) {
          collect(when.condition(), found);
          collect(when.value(), found);
        }
        collect(choice.otherwise(), found);
      }
      case Expression.Cast cast -> collect(cast.operand(), found);
      case Expression.In in -> {
        collect(in.operand(), found);
        collect(in.members(), found);
      }
    }
  }

  /// Whether an expression may have another value each time it is computed.
  public static boolean isVolatile(Expression expression) {
    return switch (expression) {
      case Expression.Column _, Expression.Literal _, Expression.Parameter _ -> false;
      case Expression.Call(Function function, List<Expression> arguments, _) ->
          function == Function.RANDOM
              || function == Function.NEXT_NUMBER
              || function == Function.CURRENT_NUMBER
              || arguments.stream().anyMatch(Expressions::isVolatile);
      case Expression.Case(List<Expression.When> branches, Expression otherwise, _) ->
          isVolatile(otherwise)
              || branches.stream()
                  .anyMatch(each -> isVolatile(each.condition()) || isVolatile(each.value()));
      case Expression.Cast(Expression operand, _, _) -> isVolatile(operand);
      case Expression.In(Expression operand, List<Expression> members, _) ->
          isVolatile(operand) || members.stream().anyMatch(Expressions::isVolatile);
    };
  }
}
