package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.operator.QueryExecutor;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType.Plain;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Looks at all rows of a table for those that stand in the way of a new definition.
final class TableRows {
  private final TableSnapshot table;
  private final StatementRun run;

  TableRows(TableSnapshot table, StatementRun run) {
    this.table = table;
    this.run = run;
  }

  /// The text of a row whose condition is FALSE, if there is one.
  ///
  /// @param condition over the columns of the table's schema
  Optional<String> firstFalse(Expression condition) {
    return first(new Expression.Call(Function.IS_FALSE, List.of(condition), Plain.BOOLEAN));
  }

  /// The text of a row that has NULL in the column, if there is one.
  Optional<String> firstNull(int ordinal) {
    Column column = table.schema().columns().get(ordinal);
    return first(
        new Expression.Call(
            Function.IS_NULL,
            List.of(new Expression.Column(ordinal, column.type())),
            Plain.BOOLEAN));
  }

  private Optional<String> first(Expression condition) {
    TableSchema schema = table.schema();
    PhysicalPlan scan =
        new PhysicalPlan.Scan(
            0,
            table.name(),
            schema.columns().stream().map(Column::id).toList(),
            schema.columns().stream().map(Column::type).toList(),
            false,
            List.of(condition),
            table.rowCount());
    List<Expression> named =
        RowText.columns(schema).stream()
            .<Expression>map(
                column -> new Expression.Column(schema.ordinalOfId(column.id()), column.type()))
            .toList();
    try (Cursor rows = execute(new PhysicalPlan.Project(scan, named))) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        if (batch.rows() > 0) {
          ColumnVector[] vectors = Stream.of(batch.columns()).toArray(ColumnVector[]::new);
          return Optional.of(RowText.of(schema, vectors, 0));
        }
      }
    }
    return Optional.empty();
  }

  private Cursor execute(PhysicalPlan plan) {
    ExecutionContext context =
        new ExecutionContext(
            List.of(table),
            List.of(),
            new Object[0],
            run.now(),
            ZoneOffset.UTC,
            run.session().engine().threads());
    return run.session().cancellation().watched(QueryExecutor.execute(plan, context));
  }
}
