package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.sql.copy.CsvOutput;
import io.armillaria.sql.parser.CopyStatement;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// COPY ... TO.
record CompiledCopyTo(CopyStatement.CopyTo copy, PlannedQuery query) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return query.parameters();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.empty();
  }

  @Override
  public Effect effect() {
    return Effect.READS;
  }

  @Override
  public boolean isReusable() {
    return query.isReusable();
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return QueryRunner.isCurrent(query, transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    try (CsvOutput output = new CsvOutput(copy.file(), copy.options());
        Cursor rows = run.execute(query)) {
      if (copy.options().header()) {
        output.header(query.columns().stream().map(PlannedQuery.OutputColumn::label).toList());
      }
      long count = 0;
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        output.rows(batch.columns(), batch.rows(), query.plan().types(), run.session().zone());
        count += batch.rows();
      }
      output.finish();
      return new StatementResult.Count(count);
    }
  }
}
