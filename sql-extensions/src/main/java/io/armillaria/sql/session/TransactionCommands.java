package io.armillaria.sql.session;

import io.armillaria.sql.parser.TransactionStatement;
import io.armillaria.storage.failure.Failure;

/// BEGIN, COMMIT, ROLLBACK and savepoints.
final class TransactionCommands {
  private TransactionCommands() {}

  static CompiledStatement compile(TransactionStatement statement) {
    return switch (statement) {
      case TransactionStatement.Begin(TransactionStatement.Modes modes) -> {
        check(modes);
        yield new Command(
            session -> {
              session.transactions().begin();
              modes.readOnly().ifPresent(session.transactions()::setTransactionReadOnly);
            });
      }
      case TransactionStatement.SetTransaction(TransactionStatement.Modes modes) -> {
        check(modes);
        yield new Command(
            session -> modes.readOnly().ifPresent(session.transactions()::setTransactionReadOnly));
      }
      case TransactionStatement.Commit() -> new Command(session -> session.transactions().commit());
      case TransactionStatement.Rollback() ->
          new Command(session -> session.transactions().rollback());
      case TransactionStatement.Savepoint(String name) ->
          new Command(session -> session.transactions().savepoint(name));
      case TransactionStatement.RollbackTo(String name) ->
          new Command(session -> session.transactions().rollbackTo(name));
      case TransactionStatement.Release(String name) ->
          new Command(session -> session.transactions().release(name));
    };
  }

  /// Every level up to SNAPSHOT is a snapshot here.
  private static void check(TransactionStatement.Modes modes) {
    modes
        .isolation()
        .filter(level -> level == TransactionStatement.IsolationLevel.SERIALIZABLE)
        .ifPresent(
            _ -> {
              throw new Failure.Unsupported("ISOLATION LEVEL SERIALIZABLE").raise();
            });
  }
}
