package io.armillaria.sql.session;

import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// A query.
///
/// @param serializable whether the transaction may commit only what it writes while the rows read
///   are as they were
record CompiledQuery(PlannedQuery query, boolean serializable) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return query.parameters();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.of(describe(query));
  }

  static List<ColumnDescription> describe(PlannedQuery query) {
    return query.columns().stream()
        .map(
            column ->
                new ColumnDescription(
                    column.label(),
                    column.name(),
                    column.table(),
                    column.type(),
                    column.nullable()))
        .toList();
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
    return new StatementResult.Rows(
        describe(query), (serializable ? run.asSerializable() : run).execute(query));
  }
}
