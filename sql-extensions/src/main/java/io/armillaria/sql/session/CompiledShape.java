package io.armillaria.sql.session;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// A query for all texts of its shape: its parameters are literals of the text.
record CompiledShape(CompiledQuery query) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public Object[] values(Object[] given, List<Object> literals) {
    return literals.toArray();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return query.columns();
  }

  @Override
  public Effect effect() {
    return query.effect();
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return query.isCurrent(transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    return query.run(run);
  }

  @Override
  public long[] runBatch(StatementRun run, List<Object[]> parameterSets) {
    throw new Failure.Semantic("A statement that gives rows cannot be run as a batch.").raise();
  }
}
