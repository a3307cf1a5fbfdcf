package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.Optional;

/// A transaction under snapshot isolation: it reads every branch as it was when it began, and its
/// own writes. It writes one branch. Not thread safe, except that the snapshots it hands out are.
///
/// Table names are as stored; unquoted names have been folded to upper case by the caller.
public final class Transaction implements AutoCloseable {
  private Transaction() {}

  /// The branch whose tables unqualified names mean.
  public String branch() {
    throw new UnsupportedOperationException();
  }

  /// The table that `name` means on `ref` (a branch or tag; empty: this transaction's branch) at
  /// `selector`. Own writes are on top when the newest version of the written branch is meant. The
  /// name is looked up as it was at that version.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable, UndefinedReference,
  ///   UndefinedVersion (its message says which versions exist)
  public TableSnapshot table(Optional<String> ref, String name, VersionSelector selector) {
    throw new UnsupportedOperationException(name);
  }

  /// Like [#table], but empty when there is no such table; other failures are thrown all the same.
  public Optional<TableSnapshot> find(Optional<String> ref, String name, VersionSelector selector) {
    throw new UnsupportedOperationException(name);
  }

  /// All tables of `ref`, own changes included, by name.
  public List<TableSnapshot> tables(Optional<String> ref) {
    throw new UnsupportedOperationException();
  }

  /// Begins a statement that writes to `table` on `branch` (empty: this transaction's).
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedTable; ReadOnly for a tag;
  ///   InvalidTransactionState when the transaction has written another branch
  public TableWriter write(Optional<String> branch, String table) {
    throw new UnsupportedOperationException(table);
  }

  /// Creates a table. The ids of the schema's columns are given anew, from 1 in their order;
  /// `primaryKey` and constraints refer to the ids as passed.
  public void createTable(Optional<String> branch, String name, TableSchema schema) {
    throw new UnsupportedOperationException(name);
  }

  public void dropTable(Optional<String> branch, String name) {
    throw new UnsupportedOperationException(name);
  }

  /// Deletes all rows, at a cost that does not depend on their number.
  public void truncate(Optional<String> branch, String name) {
    throw new UnsupportedOperationException(name);
  }

  /// Gives a table a new schema and name. Columns keep their ids; a new one has id 0 and is given
  /// its own. Touches no data.
  public void alterTable(Optional<String> branch, String name, String newName, TableSchema schema) {
    throw new UnsupportedOperationException(name);
  }

  /// Whether anything was written.
  public boolean dirty() {
    throw new UnsupportedOperationException();
  }

  /// A place to return to with [#rollbackTo].
  public Savepoint savepoint() {
    throw new UnsupportedOperationException();
  }

  public void rollbackTo(Savepoint savepoint) {
    throw new UnsupportedOperationException("savepoint");
  }

  /// Makes the writes durable and visible, all or none; a transaction that changed nothing writes
  /// nothing. The transaction is over, whatever happens.
  ///
  /// @return the commit, or empty when nothing was written
  /// @throws io.armillaria.storage.failure.DatabaseException WriteConflict, SchemaConflict,
  ///   UniqueViolation, UnknownOutcome, InputOutput, DiskFull
  public Optional<CommitInfo> commit(String author, String message) {
    throw new UnsupportedOperationException(message);
  }

  public void rollback() {
    throw new UnsupportedOperationException();
  }

  /// Rolls back unless the transaction is over.
  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }

  /// An opaque place within one transaction.
  public static final class Savepoint {
    Savepoint() {}
  }
}
