package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.type.DataType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/// The defaults of columns: checks them and computes them.
public final class ColumnDefaults {
  private final PlanningContext context;
  private final Map<String, Optional<Object>> values = new HashMap<>();

  public ColumnDefaults(PlanningContext context) {
    this.context = context;
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

  /// The value that the column's default has now, by the layout of the column's type; null for
  /// NULL.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Unsupported when it is not the same at
  ///   any time
  public Object constant(Column column) {
    Expression value = expression(column);
    if (!ConstantFolder.isConstant(value)) {
      throw new Failure.Unsupported(
              "A new column whose default is not a constant (" + column.name() + ")")
          .raise();
    }
    return context.folder().evaluate(value, new Object[0], 0);
  }

  /// The value that a row written now takes for the column, by the layout of its type; null for
  /// NULL.
  public Object value(Column column) {
    return values
        .computeIfAbsent(column.name(), _ -> Optional.ofNullable(evaluated(expression(column))))
        .orElse(null);
  }

  private Object evaluated(Expression expression) {
    return context
        .folder()
        .evaluate(
            expression, new Object[0], ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
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
