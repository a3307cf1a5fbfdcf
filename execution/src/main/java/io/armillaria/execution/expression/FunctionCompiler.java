package io.armillaria.execution.expression;

import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;

/// Chooses the evaluator of each function.
final class FunctionCompiler {
  private FunctionCompiler() {}

  static Evaluator compile(Expression.Call call, Evaluator[] arguments, ExecutionContext context) {
    Function function = call.function();
    return switch (function) {
      case EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          IS_DISTINCT_FROM,
          IS_NOT_DISTINCT_FROM ->
          Comparisons.of(function, arguments[0], arguments[1], type(call, 0));
      case AND -> Junction.and(arguments);
      case OR -> Junction.or(arguments);
      case NOT -> new Not(arguments[0]);
      case IS_NULL -> new NullTest(arguments[0], false);
      case IS_NOT_NULL -> new NullTest(arguments[0], true);
      case IS_TRUE -> new TruthTest(arguments[0], true, false);
      case IS_NOT_TRUE -> new TruthTest(arguments[0], true, true);
      case IS_FALSE -> new TruthTest(arguments[0], false, false);
      case IS_NOT_FALSE -> new TruthTest(arguments[0], false, true);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO ->
          Arithmetic.of(
              function, arguments[0], type(call, 0), arguments[1], type(call, 1), call.type());
      default ->
          throw new Failure.Unsupported("The function " + function + " is not supported yet.")
              .raise();
    };
  }

  private static DataType type(Expression.Call call, int argument) {
    return call.arguments().get(argument).type();
  }
}
