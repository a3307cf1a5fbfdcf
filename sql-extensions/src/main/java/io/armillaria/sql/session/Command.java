package io.armillaria.sql.session;

import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A statement that acts on the session or on branches, outside any transaction's writes.
record Command(Consumer<Session> action) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return List.of();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.empty();
  }

  @Override
  public Effect effect() {
    return Effect.CONTROLS;
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return true;
  }

  @Override
  public StatementResult run(StatementRun run) {
    action.accept(run.session());
    return new StatementResult.Done();
  }
}
