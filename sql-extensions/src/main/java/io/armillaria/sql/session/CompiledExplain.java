package io.armillaria.sql.session;

import io.armillaria.sql.planner.PlanText;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// EXPLAIN: the plan's text, a line a row.
record CompiledExplain(CompiledStatement statement) implements CompiledStatement {
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
    List<Object[]> lines = lines().stream().map(line -> new Object[] {line}).toList();
    return new StatementResult.Rows(
        COLUMNS, new GivenRows(SystemRows.of(List.of(TEXT), lines).iterator()));
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
