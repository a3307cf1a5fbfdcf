package io.armillaria.execution.expression;

import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.DatabaseException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Turns expressions into evaluators for one run: parameters and the time are constants, and so is
/// what depends on nothing else.
public final class ExpressionCompiler {
  private static final Batch ONE_ROW = new Batch(new ColumnVector[0], 1);

  private final Environment environment;

  public ExpressionCompiler(Environment environment) {
    this.environment = environment;
  }

  public Evaluator compile(Expression expression) {
    return switch (expression) {
      case Expression.Column column -> new ColumnEvaluator(column.index());
      case Expression.Literal literal -> new Constant(literal.value(), literal.type().layout());
      case Expression.Parameter parameter ->
          new Constant(environment.parameters()[parameter.index()], parameter.type().layout());
      case Expression.Call call -> {
        Evaluator[] arguments = compile(call.arguments());
        Evaluator evaluator = FunctionCompiler.compile(call, arguments, environment);
        boolean stable =
            switch (call.function()) {
              case RANDOM, NEXT_NUMBER, CURRENT_NUMBER -> false;
              default -> true;
            };
        yield stable ? folded(evaluator, expression, arguments) : evaluator;
      }
      case Expression.Case choice -> compile(choice);
      case Expression.Cast cast -> {
        Evaluator operand = compile(cast.operand());
        yield folded(Casts.of(cast, operand, environment), expression, operand);
      }
      case Expression.In in -> {
        Evaluator operand = compile(in.operand());
        yield folded(Memberships.of(operand, compile(in.members()), in), expression, operand);
      }
    };
  }

  public List<Evaluator> compileAll(List<Expression> expressions) {
    return List.of(compile(expressions));
  }

  /// The value of an expression without columns: a Long, Double, BigInteger or byte[], or null.
  public Object value(Expression expression) {
    return value(compile(expression));
  }

  private Evaluator[] compile(List<Expression> expressions) {
    return expressions.stream().map(this::compile).toArray(Evaluator[]::new);
  }

  private Evaluator compile(Expression.Case choice) {
    Evaluator[] conditions =
        choice.branches().stream().map(when -> compile(when.condition())).toArray(Evaluator[]::new);
    Evaluator[] values =
        choice.branches().stream().map(when -> compile(when.value())).toArray(Evaluator[]::new);
    Evaluator otherwise = compile(choice.otherwise());
    Evaluator evaluator = new Choice(conditions, values, otherwise, choice.type().layout());
    Evaluator[] parts =
        Stream.of(conditions, values, new Evaluator[] {otherwise})
            .flatMap(Arrays::stream)
            .toArray(Evaluator[]::new);
    return folded(evaluator, choice, parts);
  }

  /// A constant instead of `evaluator` when its arguments are constants. What fails is left as it
  /// is, since it may be for no row at all.
  private static Evaluator folded(
      Evaluator evaluator, Expression expression, Evaluator... arguments) {
    if (!Arrays.stream(arguments).allMatch(argument -> argument instanceof Constant)) {
      return evaluator;
    }
    try {
      return new Constant(value(evaluator), expression.type().layout());
    } catch (DatabaseException e) {
      return evaluator;
    }
  }

  private static Object value(Evaluator evaluator) {
    ColumnVector vector = evaluator.evaluate(ONE_ROW);
    if (vector.isNull(0)) {
      return null;
    }
    return switch (vector) {
      case LongVector v -> v.values()[0];
      case DoubleVector v -> v.values()[0];
      case Int128Vector v -> Numbers.join(v.high()[0], v.low()[0]);
      case BytesVector v ->
          Arrays.copyOfRange(v.data(), v.starts()[0], v.starts()[0] + v.lengths()[0]);
    };
  }
}
