package io.armillaria.sql.session;

import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.Optional;

/// One connection's state: its branch, its transaction, its settings. Used by one thread at a time,
/// except [#cancel].
///
/// In auto-commit mode each statement is its own transaction. Otherwise a transaction begins with
/// the first statement after the last commit or rollback; a statement that fails has no effect and
/// leaves the transaction usable.
public final class Session implements AutoCloseable {
  Session() {}

  /// Parses and checks one statement.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Syntax, UndefinedTable and their like
  public PreparedSql prepare(String sql) {
    throw new UnsupportedOperationException(sql);
  }

  /// Splits `script` at its semicolons, as the grammar has them (not those in quotes or comments).
  public static List<String> split(String script) {
    throw new UnsupportedOperationException(script);
  }

  public boolean autoCommit() {
    throw new UnsupportedOperationException();
  }

  /// Turning auto-commit on commits an open transaction, as JDBC has it.
  public void setAutoCommit(boolean autoCommit) {
    throw new UnsupportedOperationException();
  }

  public void commit() {
    throw new UnsupportedOperationException();
  }

  public void rollback() {
    throw new UnsupportedOperationException();
  }

  /// A place in the open transaction; its name is not checked for being new: the latest of a name
  /// wins.
  public void savepoint(String name) {
    throw new UnsupportedOperationException(name);
  }

  public void rollbackTo(String savepoint) {
    throw new UnsupportedOperationException(savepoint);
  }

  public void release(String savepoint) {
    throw new UnsupportedOperationException(savepoint);
  }

  public String branch() {
    throw new UnsupportedOperationException();
  }

  /// Makes `branch` current; refused with InvalidTransactionState inside a transaction that has
  /// written.
  public void useBranch(String branch) {
    throw new UnsupportedOperationException(branch);
  }

  public void setReadOnly(boolean readOnly) {
    throw new UnsupportedOperationException();
  }

  /// The message recorded with the next commits; empty for none.
  public void setCommitMessage(String message) {
    throw new UnsupportedOperationException(message);
  }

  /// The tables of a branch (empty: the current), system tables not among them, by name.
  public List<TableSnapshot> tables(Optional<String> branch) {
    throw new UnsupportedOperationException();
  }

  /// The system tables (`__changelog` and so on) with their columns.
  public List<SystemTable> systemTables() {
    throw new UnsupportedOperationException();
  }

  /// Stops the statement that runs now, which fails with Cancelled; from any thread.
  public void cancel() {
    throw new UnsupportedOperationException();
  }

  /// Rolls back an open transaction.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  /// A table that the engine itself fills.
  public record SystemTable(String name, List<ColumnDescription> columns) {}
}
