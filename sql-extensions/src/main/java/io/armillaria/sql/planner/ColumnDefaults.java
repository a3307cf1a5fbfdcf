package io.armillaria.sql.planner;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.expression.Environment;
import io.armillaria.execution.expression.Evaluator;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.ExpressionCompiler;
import io.armillaria.execution.expression.SequenceNumbers;
import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.type.DataType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlNode;

/// The defaults of columns: checks them and computes them.
public final class ColumnDefaults {
  private final PlanningContext context;
  private final Supplier<SequenceNumbers> numbers;
  private final Map<String, Optional<Object>> values = new HashMap<>();

  public ColumnDefaults(PlanningContext context) {
    this(context, () -> SequenceNumbers.NONE);
  }

  /// @param numbers the sequences that `context` knows by then
  public ColumnDefaults(PlanningContext context, Supplier<SequenceNumbers> numbers) {
    this.context = context;
    this.numbers = numbers;
  }

  /// `column` with the default as SQL text, after a look at whether it makes sense.
  public Column with(Column column, SqlNode expression) {
    Column result = column.withDefault(Optional.of(ArmillariaParser.unparse(expression)));
    Expression value = expression(result);
    if (ConstantFolder.isConstant(value)) {
      context.folder().evaluate(value, new Object[0], 0);
    }
    return result;
  }

  /// As [#with(Column, SqlNode)], for a default that was one already.
  public Column with(Column column, String sql) {
    return with(column, TargetColumns.defaultOf(column.withDefault(Optional.of(sql))));
  }

  /// Whether each row takes a value of its own.
  public boolean differs(Column column) {
    return column.identity().isPresent()
        || (column.defaultSql().isPresent() && ConstantFolder.differs(expression(column)));
  }

  /// The value that a row written now takes for the column, by the layout of its type; null for
  /// NULL.
  public Object value(Column column) {
    return values
        .computeIfAbsent(column.name(), _ -> Optional.ofNullable(evaluated(expression(column))))
        .orElse(null);
  }

  /// The values that `rows` rows written now take for the column.
  public ColumnVector values(Column column, int rows) {
    if (!differs(column)) {
      return ColumnVectors.constant(column.type().layout(), value(column), rows);
    }
    Expression expression = expression(column);
    Environment environment = new Environment(new Object[0], now(), ZoneOffset.UTC, numbers.get());
    Evaluator evaluator = new ExpressionCompiler(environment).compile(expression);
    VectorBuilder builder = VectorBuilder.of(column.type().layout(), rows);
    for (int from = 0; from < rows; from += Batch.CAPACITY) {
      int count = Math.min(Batch.CAPACITY, rows - from);
      builder.appendRange(evaluator.evaluate(new Batch(new ColumnVector[0], count)), 0, count);
    }
    return builder.build();
  }

  private static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }

  private Object evaluated(Expression expression) {
    return context.folder().evaluate(expression, new Object[0], now());
  }

  /// Text as a value of `type`, by the layout of the type, as an assignment converts it.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException InvalidText, TextTooLong and their
  ///   like
  public Object fromText(String text, DataType type) {
    return context
        .folder()
        .evaluate(new Expression.Cast(Literals.ofText(text), type, true), new Object[0], 0);
  }

  private Expression expression(Column column) {
    return new DefaultValues(context, new Assignments(new Casts(context.folder()))).of(column);
  }
}
