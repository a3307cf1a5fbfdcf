package io.armillaria.sql.planner;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.operator.QueryExecutor;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Computes expressions without columns once, with the kernels that would compute them for each
/// row. What fails stays as it is: it fails when it is run, and only then.
public final class ConstantFolder {
  private static final Set<Function> VOLATILE =
      EnumSet.of(
          Function.RANDOM,
          Function.NEXT_NUMBER,
          Function.CURRENT_NUMBER,
          Function.CURRENT_DATE,
          Function.CURRENT_TIME,
          Function.CURRENT_TIMESTAMP,
          Function.LOCAL_TIMESTAMP);

  private final ZoneId zone;

  public ConstantFolder(ZoneId zone) {
    this.zone = zone;
  }

  Expression fold(Expression expression) {
    return expression instanceof Expression.Literal || !isConstant(expression)
        ? expression
        : tryEvaluate(expression).orElse(expression);
  }

  private Optional<Expression> tryEvaluate(Expression expression) {
    try {
      return Optional.of(
          new Expression.Literal(evaluate(expression, new Object[0], 0), expression.type()));
    } catch (DatabaseException e) {
      if (e.failure() instanceof Failure.Internal) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /// The value of an expression without columns, by the layout of its type.
  public Object evaluate(Expression expression, Object[] parameters, long now) {
    PhysicalPlan plan =
        new PhysicalPlan.Values(List.of(List.of(expression)), List.of(expression.type()));
    ExecutionContext context = new ExecutionContext(List.of(), List.of(), parameters, now, zone, 1);
    try (Cursor cursor = QueryExecutor.execute(plan, context)) {
      Batch batch = cursor.next();
      return ColumnVectors.value(batch.columns()[0], 0);
    }
  }

  /// Whether an expression may have another value at another time, for the same columns.
  static boolean isVolatile(Expression expression) {
    return calls(expression, VOLATILE);
  }

  /// Whether an expression without columns may have another value for each row.
  static boolean differs(Expression expression) {
    return calls(expression, Set.of(Function.RANDOM, Function.NEXT_NUMBER));
  }

  private static boolean calls(Expression expression, Set<Function> functions) {
    return switch (expression) {
      case Expression.Literal _, Expression.Column _, Expression.Parameter _ -> false;
      case Expression.Call(Function function, List<Expression> arguments, _) ->
          functions.contains(function)
              || arguments.stream().anyMatch(each -> calls(each, functions));
      case Expression.Case(List<Expression.When> branches, Expression otherwise, _) ->
          calls(otherwise, functions)
              || branches.stream()
                  .anyMatch(
                      each -> calls(each.condition(), functions) || calls(each.value(), functions));
      case Expression.Cast(Expression operand, _, _) -> calls(operand, functions);
      case Expression.In(Expression operand, List<Expression> members, _) ->
          calls(operand, functions) || members.stream().anyMatch(each -> calls(each, functions));
    };
  }

  /// Whether an expression has the same value for all rows and runs.
  static boolean isConstant(Expression expression) {
    return switch (expression) {
      case Expression.Literal _ -> true;
      case Expression.Column _, Expression.Parameter _ -> false;
      case Expression.Call(Function function, List<Expression> arguments, _) ->
          !VOLATILE.contains(function) && arguments.stream().allMatch(ConstantFolder::isConstant);
      case Expression.Case(List<Expression.When> branches, Expression otherwise, _) ->
          isConstant(otherwise)
              && branches.stream()
                  .allMatch(each -> isConstant(each.condition()) && isConstant(each.value()));
      case Expression.Cast(Expression operand, _, _) -> isConstant(operand);
      case Expression.In(Expression operand, List<Expression> members, _) ->
          isConstant(operand) && members.stream().allMatch(ConstantFolder::isConstant);
    };
  }
}
