package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.operator.RunFigures;
import io.armillaria.sql.planner.PlanText;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// EXPLAIN: the plan's text, a line a row; with ANALYZE after the query was run.
record CompiledExplain(CompiledStatement statement, boolean analyze) implements CompiledStatement {
  private static final DataType TEXT = new DataType.Varchar(DataType.UNLIMITED);
  private static final List<ColumnDescription> COLUMNS =
      List.of(new ColumnDescription("PLAN", "PLAN", "", TEXT, false));

  @Override
  public List<DataType> parameters() {
    return statement.parameters();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.of(COLUMNS);
  }

  @Override
  public Effect effect() {
    return Effect.READS;
  }

  @Override
  public boolean isReusable() {
    return statement.isReusable();
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return statement.isCurrent(transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    List<Object[]> lines =
        (analyze ? analyzed(run) : lines()).stream().map(line -> new Object[] {line}).toList();
    return new StatementResult.Rows(
        COLUMNS, new GivenRows(SystemRows.of(List.of(TEXT), lines).iterator()));
  }

  /// Runs the query to its end.
  private List<String> analyzed(StatementRun run) {
    if (!(statement instanceof CompiledQuery(PlannedQuery query, _))) {
      throw new Failure.Unsupported("EXPLAIN ANALYZE of a statement that is not a query").raise();
    }
    RunFigures figures = new RunFigures();
    long start = System.nanoTime();
    long rows = 0;
    try (Cursor cursor = QueryRunner.execute(query, run, figures)) {
      for (Batch batch = cursor.next(); batch != null; batch = cursor.next()) {
        rows += batch.rows();
      }
    }
    List<String> lines = new ArrayList<>(PlanText.lines(query, figures));
    lines.add(
        String.format(Locale.ROOT, "%d rows in %.3f ms", rows, (System.nanoTime() - start) / 1e6));
    return lines;
  }

  private List<String> lines() {
    return switch (statement) {
      case CompiledQuery(PlannedQuery query, _) -> PlanText.lines(query);
      case CompiledInsert insert ->
          PlanText.lines(
              "Insert into " + insert.insert().target().name(), insert.insert().source());
      case CompiledChange change ->
          PlanText.lines(
              (change.change().ordinals().isEmpty() ? "Delete from " : "Update ")
                  + change.change().target().name(),
              change.change().query());
      case CompiledLocking locking -> PlanText.lines("Lock rows", locking.locking().query());
      default -> List.of(statement.getClass().getSimpleName());
    };
  }
}
