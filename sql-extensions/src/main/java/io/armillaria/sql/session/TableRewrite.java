package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.operator.QueryExecutor;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.TableWriter;
import java.util.List;

/// Writes all rows of a table anew, under a schema with another primary key.
final class TableRewrite {
  private final AlteredTable table;

  TableRewrite(AlteredTable table) {
    this.table = table;
  }

  /// @param schema with the columns that the table has
  void to(TableSchema schema) {
    TableSnapshot before = table.snapshot();
    StatementRun run = table.run();
    run.transaction().rewriteTable(table.target().branch(), table.name(), schema);
    List<Column> columns = before.schema().columns();
    PhysicalPlan scan =
        new PhysicalPlan.Scan(
            0,
            table.name(),
            columns.stream().map(Column::id).toList(),
            columns.stream().map(Column::type).toList(),
            false,
            List.of(),
            before.rowCount());
    ExecutionContext context =
        new ExecutionContext(
            List.of(before), List.of(), new Object[0], run.now(), run.session().zone(), 1);
    try (TableWriter writer = run.transaction().write(table.target().branch(), table.name());
        Cursor rows = run.session().cancellation().watched(QueryExecutor.execute(scan, context))) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        writer.insert(batch.columns(), batch.rows());
      }
      writer.finish();
    }
  }
}
