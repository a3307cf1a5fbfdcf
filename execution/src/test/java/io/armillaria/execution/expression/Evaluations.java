package io.armillaria.execution.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.execution.Cells;
import io.armillaria.execution.batch.Batch;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Evaluates expressions in every way there is, and expects the same of each: with constants, with
/// columns, with a selection, and among NULLs.
final class Evaluations {
  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  static final long NOW =
      Instant.parse("2026-03-04T23:30:15.123456Z").getEpochSecond() * 1_000_000 + 123_456;
  private static final int ROWS = 100;
  private static final Environment ENVIRONMENT = new Environment(new Object[0], NOW, BERLIN);

  private Evaluations() {}

  /// Expects the value (a text may be a String) of the expression.
  static void expect(Expression expression, Object expected) {
    Object wanted = Cells.readable(expected instanceof String s ? Cells.bytes(s) : expected);
    assertThat(Cells.readable(new ExpressionCompiler(ENVIRONMENT).value(expression)))
        .as("constants: %s", expression)
        .isEqualTo(wanted);
    List<Expression.Literal> literals = new ArrayList<>();
    Expression general = generalised(expression, literals);
    Evaluator evaluator = new ExpressionCompiler(ENVIRONMENT).compile(general);
    for (Batch batch : batches(literals)) {
      ColumnVector result = evaluator.evaluate(batch);
      for (int k = 0; k < batch.selected(); k++) {
        int row = batch.selection() == null ? k : batch.selection()[k];
        assertThat(Cells.readable(Cells.at(result, row)))
            .as("row %d of %d: %s", row, batch.selected(), expression)
            .isEqualTo(wanted);
      }
    }
  }

  /// Expects a failure whose message contains `message`, but none when no row counts.
  static void expectFailure(
      Expression expression, Class<? extends Failure> failure, String message) {
    List<Expression.Literal> literals = new ArrayList<>();
    Expression general = generalised(expression, literals);
    for (Expression e : List.of(expression, general)) {
      assertThatThrownBy(
              () ->
                  new ExpressionCompiler(ENVIRONMENT)
                      .compile(e)
                      .evaluate(batches(literals).getFirst()))
          .as("%s", e)
          .hasMessageContaining(message)
          .isInstanceOfSatisfying(
              DatabaseException.class, x -> assertThat(x.failure()).isInstanceOf(failure));
      Batch none = batches(literals).getFirst().select(new int[0], 0);
      new ExpressionCompiler(ENVIRONMENT).compile(e).evaluate(none);
    }
  }

  /// The expression with columns in the place of its literals.
  private static Expression generalised(Expression expression, List<Expression.Literal> literals) {
    return switch (expression) {
      case Expression.Literal literal -> {
        literals.add(literal);
        yield new Expression.Column(literals.size() - 1, literal.type());
      }
      case Expression.Call call ->
          new Expression.Call(
              call.function(),
              call.arguments().stream().map(a -> generalised(a, literals)).toList(),
              call.type());
      case Expression.Cast cast ->
          new Expression.Cast(
              generalised(cast.operand(), literals), cast.type(), cast.assignment());
      case Expression.In in ->
          new Expression.In(generalised(in.operand(), literals), in.members(), in.type());
      case Expression.Case choice ->
          new Expression.Case(
              choice.branches().stream()
                  .map(
                      when ->
                          new Expression.When(
                              generalised(when.condition(), literals),
                              generalised(when.value(), literals)))
                  .toList(),
              generalised(choice.otherwise(), literals),
              choice.type());
      case Expression.Column column -> column;
      case Expression.Parameter parameter -> parameter;
    };
  }

  /// All rows; some rows; and every second row, the others NULL.
  private static List<Batch> batches(List<Expression.Literal> literals) {
    ColumnVector[] same = new ColumnVector[literals.size()];
    ColumnVector[] mixed = new ColumnVector[literals.size()];
    for (int i = 0; i < same.length; i++) {
      Object value = literals.get(i).value();
      DataType.Layout layout = literals.get(i).type().layout();
      same[i] = Constants.column(value, layout, ROWS);
      Object[] values = new Object[ROWS];
      for (int row = 0; row < ROWS; row += 2) {
        values[row] = value;
      }
      mixed[i] = Constants.column(values, layout);
    }
    int[] few = {3, 50, 98};
    int[] even = new int[ROWS / 2];
    for (int i = 0; i < even.length; i++) {
      even[i] = 2 * i;
    }
    return List.of(
        new Batch(same, ROWS),
        new Batch(same, ROWS, few, few.length),
        new Batch(mixed, ROWS, even, even.length));
  }
}
