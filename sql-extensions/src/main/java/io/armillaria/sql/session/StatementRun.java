package io.armillaria.sql.session;

import io.armillaria.execution.batch.Cursor;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.planner.PlanningContext;
import io.armillaria.storage.txn.Transaction;
import java.util.Optional;

/// One run of a statement: in which transaction, with what.
///
/// @param now the statement's time, microseconds since 1970-01-01T00:00Z
/// @param keys what is kept of inserted rows
/// @param serializable whether what it reads is checked at commit, whatever the transaction's level
record StatementRun(
    Session session,
    Transaction transaction,
    Object[] parameters,
    long now,
    KeyHolder keys,
    boolean serializable) {
  StatementRun(
      Session session, Transaction transaction, Object[] parameters, long now, KeyHolder keys) {
    this(session, transaction, parameters, now, keys, false);
  }

  StatementRun with(Object[] otherParameters) {
    return new StatementRun(session, transaction, otherParameters, now, keys, serializable);
  }

  /// The same statement in another view of its transaction.
  StatementRun in(Transaction view) {
    return new StatementRun(session, view, parameters, now, keys, serializable);
  }

  StatementRun asSerializable() {
    return new StatementRun(session, transaction, parameters, now, keys, true);
  }

  /// For statements that plan while they run.
  PlanningContext planning() {
    return PlanningContext.of(
        session.engine().database(),
        transaction,
        session.branch(),
        session.zone(),
        Optional.of(parameters),
        session.cancellation()::check);
  }

  /// Runs a plan to be cancelled with the session's statement.
  Cursor execute(PlannedQuery query) {
    return QueryRunner.execute(query, this);
  }
}
