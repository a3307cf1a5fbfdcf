package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.expression.SequenceNumbers;
import io.armillaria.sql.planner.PlannedInsert;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.TableWriter;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
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
        && QueryRunner.isSame(insert.planned(), table.get())
        && QueryRunner.isCurrent(insert.source(), transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    Optional<ParameterRows> rows = ParameterRows.of(insert.source().plan());
    try (TableWriter writer = writer(run)) {
      long count =
          rows.isPresent()
              ? write(writer, rows.get(), run, List.<Object[]>of(run.parameters()))
              : write(writer, run);
      writer.finish();
      return new StatementResult.Count(count);
    }
  }

  /// All sets in one statement of the store.
  @Override
  public long[] runBatch(StatementRun run, List<Object[]> parameterSets) {
    long[] counts = new long[parameterSets.size()];
    Optional<ParameterRows> rows = ParameterRows.of(insert.source().plan());
    try (TableWriter writer = writer(run)) {
      if (rows.isPresent()) {
        write(writer, rows.get(), run, parameterSets);
        Arrays.fill(counts, rows.get().rowsPerSet());
      } else {
        for (int i = 0; i < counts.length; i++) {
          counts[i] = write(writer, run.with(parameterSets.get(i)));
        }
      }
      writer.finish();
    }
    return counts;
  }

  private TableWriter writer(StatementRun run) {
    return run.keys()
        .watch(run.transaction().write(insert.target().branch(), insert.target().name()));
  }

  private long write(
      TableWriter writer, ParameterRows rows, StatementRun run, List<Object[]> parameterSets) {
    int count = rows.rowsPerSet() * parameterSets.size();
    SequenceNumbers numbers = run.session().numbers().of(insert.source().sequences());
    writer.insert(rows.vectors(parameterSets, numbers), count);
    return count;
  }

  private long write(TableWriter writer, StatementRun run) {
    try (Cursor rows = run.execute(insert.source())) {
      long count = 0;
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        writer.insert(batch.columns(), batch.rows());
        count += batch.rows();
      }
      return count;
    }
  }
}
