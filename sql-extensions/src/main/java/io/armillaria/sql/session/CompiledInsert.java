package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.sql.planner.PlannedInsert;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.TableWriter;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// INSERT.
record CompiledInsert(PlannedInsert insert) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return insert.source().parameters();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.empty();
  }

  @Override
  public Effect effect() {
    return Effect.WRITES;
  }

  @Override
  public boolean isReusable() {
    return insert.source().isReusable();
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    Optional<TableSnapshot> table =
        transaction.find(insert.target().branch(), insert.target().name(), VersionSelector.LATEST);
    return table.isPresent()
        && table.get().id().equals(insert.planned().id())
        && table.get().schema().equals(insert.planned().schema())
        && QueryRunner.isCurrent(insert.source(), transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    try (TableWriter writer =
            run.transaction().write(insert.target().branch(), insert.target().name());
        Cursor rows = run.execute(insert.source())) {
      long count = 0;
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        writer.insert(batch.columns(), batch.rows());
        count += batch.rows();
      }
      writer.finish();
      return new StatementResult.Count(count);
    }
  }
}
