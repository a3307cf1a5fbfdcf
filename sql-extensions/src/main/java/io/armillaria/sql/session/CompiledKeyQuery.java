package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.operator.KeyLookup;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.schema.TableReference;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A query for the one row of a key.
///
/// @param parameters those of the text, which the query's begin with; literals follow
record CompiledKeyQuery(
    PlannedQuery query,
    KeyLookup lookup,
    List<ColumnDescription> described,
    List<DataType> parameters)
    implements CompiledStatement {
  /// @param visible how many of the query's parameters are those of the text
  static Optional<CompiledKeyQuery> of(PlannedQuery query, int visible) {
    return KeyLookup.of(query.plan(), query.tables().getFirst().snapshot().schema())
        .map(
            lookup ->
                new CompiledKeyQuery(
                    query,
                    lookup,
                    CompiledQuery.describe(query),
                    List.copyOf(query.parameters().subList(0, visible))));
  }

  @Override
  public Object[] values(Object[] given, List<Object> literals) {
    if (literals.isEmpty()) {
      return given;
    }
    int visible = parameters.size();
    Object[] values = Arrays.copyOf(given, visible + literals.size());
    for (int i = 0; i < literals.size(); i++) {
      values[visible + i] = literals.get(i);
    }
    return values;
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.of(described);
  }

  @Override
  public Effect effect() {
    return Effect.READS;
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return QueryRunner.isCurrent(query, transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    if (run.serializable() || run.transaction().notesReads()) {
      return new StatementResult.Rows(described, run.execute(query));
    }
    TableReference reference = query.tables().getFirst().reference();
    TableSnapshot table =
        run.transaction().table(reference.ref(), reference.name(), reference.selector());
    Batch found = lookup.find(table, run.parameters());
    return new StatementResult.Rows(described, new FoundRow(found));
  }

  @Override
  public long[] runBatch(StatementRun run, List<Object[]> parameterSets) {
    throw new Failure.Semantic("A statement that gives rows cannot be run as a batch.").raise();
  }
}
