package io.armillaria.sql.session;

import io.armillaria.sql.parser.TransactionStatement;
import io.armillaria.storage.txn.Isolation;
import java.util.List;

/// BEGIN, COMMIT, ROLLBACK and savepoints.
final class TransactionCommands {
  private TransactionCommands() {}

  static CompiledStatement compile(TransactionStatement statement) {
    return switch (statement) {
      case TransactionStatement.Begin(TransactionStatement.Modes modes) ->
          new Command(
              session -> {
                session.transactions().begin();
                setOnce(session.transactions(), modes);
              });
      case TransactionStatement.SetTransaction(TransactionStatement.Modes modes) ->
          new Command(session -> setOnce(session.transactions(), modes));
      case TransactionStatement.SetSession(TransactionStatement.Modes modes) ->
          new Command(
              session -> {
                modes
                    .isolation()
                    .map(TransactionCommands::isolation)
                    .ifPresent(session.transactions()::setIsolation);
                modes.readOnly().ifPresent(session.transactions()::setReadOnly);
              });
      case TransactionStatement.Prepare(String id) ->
          new Command(session -> session.transactions().prepare(id));
      case TransactionStatement.CommitPrepared(String id) ->
          new Command(session -> session.transactions().commitPrepared(id));
      case TransactionStatement.RollbackPrepared(String id) ->
          new Command(session -> session.transactions().rollbackPrepared(id));
      case TransactionStatement.Commit() -> new Command(session -> session.transactions().commit());
      case TransactionStatement.Rollback() ->
          new Command(session -> session.transactions().rollback());
      case TransactionStatement.SetConstraints(List<String> names, boolean deferred) ->
          new Command(session -> session.transactions().setConstraints(names, deferred));
      case TransactionStatement.Savepoint(String name) ->
          new Command(session -> session.transactions().savepoint(name));
      case TransactionStatement.RollbackTo(String name) ->
          new Command(session -> session.transactions().rollbackTo(name));
      case TransactionStatement.Release(String name) ->
          new Command(session -> session.transactions().release(name));
    };
  }

  private static void setOnce(TransactionControl transactions, TransactionStatement.Modes modes) {
    modes
        .isolation()
        .map(TransactionCommands::isolation)
        .ifPresent(transactions::setTransactionIsolation);
    modes.readOnly().ifPresent(transactions::setTransactionReadOnly);
  }

  private static Isolation isolation(TransactionStatement.IsolationLevel level) {
    return switch (level) {
      case READ_UNCOMMITTED, READ_COMMITTED -> Isolation.READ_COMMITTED;
      case REPEATABLE_READ, SNAPSHOT -> Isolation.SNAPSHOT;
      case SERIALIZABLE -> Isolation.SERIALIZABLE;
    };
  }
}
