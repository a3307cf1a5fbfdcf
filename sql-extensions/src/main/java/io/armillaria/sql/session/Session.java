package io.armillaria.sql.session;

import io.armillaria.execution.batch.Progress;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Isolation;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// One connection's state: its branch, its transaction, its settings. Used by one thread at a time,
/// except [#cancel].
///
/// In auto-commit mode each statement is its own transaction. Otherwise a transaction begins with
/// the first statement after the last commit or rollback; a statement that fails has no effect and
/// leaves the transaction usable.
public final class Session implements AutoCloseable {
  private final Engine engine;
  private final ZoneId zone;
  private final TransactionControl transactions;
  private final Cancellation cancellation = new Cancellation();
  private final SessionNumbers numbers;
  private boolean closed;

  Session(Engine engine, SessionOptions options) {
    this.engine = engine;
    this.zone = options.zone();
    this.transactions =
        Guard.run(() -> new TransactionControl(engine.database(), options, cancellation));
    this.numbers = new SessionNumbers(engine.database().sequences(), transactions::refuseReadOnly);
  }

  /// Parses and checks one statement.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Syntax, UndefinedTable and their like
  public PreparedSql prepare(String sql) {
    return open(() -> new SessionStatement(this, sql));
  }

  public boolean autoCommit() {
    return transactions.autoCommit();
  }

  /// Turning auto-commit on commits an open transaction, as JDBC has it.
  public void setAutoCommit(boolean autoCommit) {
    open(() -> transactions.setAutoCommit(autoCommit));
  }

  public void commit() {
    open(transactions::commit);
  }

  public void rollback() {
    open(transactions::rollback);
  }

  /// A place in the open transaction; its name is not checked for being new: the latest of a name
  /// wins.
  public void savepoint(String name) {
    open(() -> transactions.savepoint(name));
  }

  public void rollbackTo(String savepoint) {
    open(() -> transactions.rollbackTo(savepoint));
  }

  public void release(String savepoint) {
    open(() -> transactions.release(savepoint));
  }

  public String branch() {
    return transactions.branch();
  }

  /// Makes `branch` current; refused with InvalidTransactionState inside a transaction that has
  /// written.
  public void useBranch(String branch) {
    open(() -> transactions.useBranch(branch));
  }

  /// The level of transactions that begin from now on.
  public Isolation isolation() {
    return transactions.settings().isolation();
  }

  /// @throws io.armillaria.storage.failure.DatabaseException InvalidTransactionState in a
  ///   transaction that has begun
  public void setIsolation(Isolation isolation) {
    open(() -> transactions.setIsolation(isolation));
  }

  public void setReadOnly(boolean readOnly) {
    transactions.setReadOnly(readOnly);
  }

  /// The message recorded with the next commits; empty for none.
  public void setCommitMessage(String message) {
    transactions.setMessage(message);
  }

  /// The tables of a branch (empty: the current), by name; system tables and sequences are not
  /// among them.
  public List<TableSnapshot> tables(Optional<String> branch) {
    return open(
        () ->
            transactions.read(
                transaction ->
                    transaction.tables(branch).stream()
                        .filter(table -> !table.schema().isSequence())
                        .toList()));
  }

  /// The system tables (`__changelog` and so on) with their columns.
  public List<SystemTable> systemTables() {
    return io.armillaria.sql.schema.SystemTable.all().stream()
        .map(
            table ->
                new SystemTable(
                    table.name(),
                    table.columns().stream()
                        .map(
                            column ->
                                new ColumnDescription(
                                    column.name(),
                                    column.name(),
                                    table.name(),
                                    column.type(),
                                    column.nullable()))
                        .toList()))
        .toList();
  }

  /// Stops the statement that runs now, which fails with Cancelled; from any thread. Rows that
  /// earlier statements gave are not concerned.
  public void cancel() {
    cancellation.cancel();
  }

  /// Stops everything that runs, rows that are being pulled included; from any thread.
  public void cancelAll() {
    cancellation.cancelAll();
  }

  /// How far the statement that runs now is; from any thread.
  public Optional<Progress> progress() {
    return cancellation.progress();
  }

  /// Rolls back an open transaction.
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Guard.run(transactions::rollback);
    }
  }

  Engine engine() {
    return engine;
  }

  ZoneId zone() {
    return zone;
  }

  TransactionControl transactions() {
    return transactions;
  }

  SessionNumbers numbers() {
    return numbers;
  }

  Cancellation cancellation() {
    return cancellation;
  }

  private void open(Runnable work) {
    open(
        () -> {
          work.run();
          return null;
        });
  }

  private <T> T open(Supplier<T> work) {
    if (closed) {
      throw new Failure.Closed("The session is closed.").raise();
    }
    return Guard.run(work);
  }

  /// A table that the engine itself fills.
  public record SystemTable(String name, List<ColumnDescription> columns) {}
}
