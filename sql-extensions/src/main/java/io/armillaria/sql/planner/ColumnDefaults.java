package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.sql.parser.ArmillariaParser;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/// Checks the DEFAULT of a column definition.
public final class ColumnDefaults {
  private final PlanningContext context;

  public ColumnDefaults(PlanningContext context) {
    this.context = context;
  }

  /// `column` with the default as SQL text, after a look at whether it makes sense.
  public Column with(Column column, SqlNode expression) {
    Column result =
        new Column(
            column.id(),
            column.name(),
            column.type(),
            column.nullable(),
            Optional.of(ArmillariaParser.unparse(expression)),
            column.missing(),
            column.collation());
    expression(result);
    return result;
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

  private Expression expression(Column column) {
    return new DefaultValues(
            new QueryPlanner(context), new Assignments(new Casts(context.folder())))
        .of(column);
  }
}
