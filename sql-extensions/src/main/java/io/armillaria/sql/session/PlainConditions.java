package io.armillaria.sql.session;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Whether the conditions of a query's scans can fail for no row, so that it does not matter which
/// of them are tried, and whether it is known before that all or none hold.
final class PlainConditions {
  private PlainConditions() {}

  /// Of a query of one table; false for what joins or combines.
  static boolean areAll(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> scan.filters().stream().allMatch(PlainConditions::isPlain);
      case PhysicalPlan.Filter filter -> areAll(filter.input());
      case PhysicalPlan.Project project -> areAll(project.input());
      case PhysicalPlan.Aggregate aggregate -> areAll(aggregate.input());
      case PhysicalPlan.Window window -> areAll(window.input());
      case PhysicalPlan.Sort sort -> areAll(sort.input());
      case PhysicalPlan.Limit limit -> areAll(limit.input());
      default -> false;
    };
  }

  private static boolean isPlain(Expression expression) {
    return switch (expression) {
      case Expression.Column _, Expression.Literal _, Expression.Parameter _ -> true;
      case Expression.In(Expression operand, List<Expression> members, _) ->
          isPlain(operand) && members.stream().allMatch(PlainConditions::isPlain);
      case Expression.Call(Function function, List<Expression> arguments, _) ->
          isPlain(function) && arguments.stream().allMatch(PlainConditions::isPlain);
      case Expression.Cast(Expression operand, DataType type, _) ->
          isText(operand.type()) && isText(type) && isPlain(operand);
      case Expression.Case _ -> false;
    };
  }

  private static boolean isPlain(Function function) {
    return switch (function) {
      case EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM,
          AND,
          OR,
          NOT,
          IS_NULL,
          IS_NOT_NULL,
          TRIM_TRAILING ->
          true;
      default -> false;
    };
  }

  private static boolean isText(DataType type) {
    return type instanceof DataType.Char || type instanceof DataType.Varchar;
  }
}
