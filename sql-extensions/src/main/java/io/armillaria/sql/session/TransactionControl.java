package io.armillaria.sql.session;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.Transaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// The transaction of a session: when it begins, and how it ends.
///
/// In auto-commit mode there is none between statements, unless BEGIN was said. Otherwise, and
/// after BEGIN, the first statement begins one, and commit or rollback ends it.
final class TransactionControl {
  private static final int ATTEMPTS = 4;

  private record Named(String name, Transaction.Savepoint place) {}

  private final Database database;
  private final String author;
  private final Deque<Named> savepoints = new ArrayDeque<>();
  private String branch;
  private String message = "";
  private boolean autoCommit = true;
  private boolean begun;
  private boolean readOnly;
  private boolean transactionReadOnly;
  private Optional<Transaction> current = Optional.empty();

  TransactionControl(Database database, String branch, String author, boolean readOnly) {
    this.database = database;
    this.author = author;
    this.readOnly = readOnly;
    this.branch = Branches.existing(database, branch);
  }

  String branch() {
    return branch;
  }

  boolean autoCommit() {
    return autoCommit;
  }

  /// Whether what a statement writes is committed with it.
  boolean isAlone() {
    return autoCommit && !begun;
  }

  void setAutoCommit(boolean on) {
    if (on && !autoCommit) {
      commit();
    }
    autoCommit = on;
  }

  void setReadOnly(boolean on) {
    readOnly = on;
  }

  /// For the transaction that is open or begins next.
  void setTransactionReadOnly(boolean on) {
    if (isAlone()) {
      throw new Failure.InvalidTransactionState("SET TRANSACTION needs a transaction.").raise();
    }
    transactionReadOnly = on;
  }

  void setMessage(String text) {
    message = text;
  }

  void begin() {
    if (begun || current.isPresent()) {
      throw new Failure.InvalidTransactionState("A transaction is open already.").raise();
    }
    begun = true;
  }

  void commit() {
    Optional<Transaction> ending = ended();
    if (ending.isPresent()) {
      try (Transaction transaction = ending.get()) {
        transaction.commit(author, message);
      }
    }
  }

  void rollback() {
    ended().ifPresent(Transaction::close);
  }

  private Optional<Transaction> ended() {
    Optional<Transaction> ending = current;
    current = Optional.empty();
    begun = false;
    transactionReadOnly = false;
    savepoints.clear();
    return ending;
  }

  void savepoint(String name) {
    if (isAlone()) {
      throw new Failure.InvalidTransactionState("A savepoint needs a transaction.").raise();
    }
    savepoints.push(new Named(name, open().savepoint()));
  }

  void rollbackTo(String name) {
    open().rollbackTo(find(name).place());
    while (!savepoints.getFirst().name().equals(name)) {
      savepoints.pop();
    }
  }

  void release(String name) {
    find(name);
    while (!savepoints.pop().name().equals(name)) {
      // those set after it go with it
    }
  }

  private Named find(String name) {
    for (Iterator<Named> all = savepoints.iterator(); all.hasNext(); ) {
      Named each = all.next();
      if (each.name().equals(name)) {
        return each;
      }
    }
    throw new Failure.InvalidTransactionState("There is no savepoint " + name + ".").raise();
  }

  /// Makes way for what happens outside transactions: an open one that has written is in the way,
  /// one that has only read is ended.
  void leave(String action) {
    if (current.isPresent() && current.get().dirty()) {
      throw new Failure.InvalidTransactionState(
              action + " cannot run in a transaction that has written; commit or roll back first.")
          .raise();
    }
    current.ifPresent(Transaction::close);
    current = Optional.empty();
    savepoints.clear();
  }

  /// As [#leave], for what changes the store: refused when read-only.
  void leaveForWriting(String action) {
    refuseReadOnly();
    leave(action);
  }

  private void refuseReadOnly() {
    if (readOnly || transactionReadOnly) {
      throw new Failure.ReadOnly(
              readOnly ? "The connection is read-only." : "The transaction is read-only.")
          .raise();
    }
  }

  void useBranch(String name) {
    String found = Branches.existing(database, name);
    if (!found.equals(branch)) {
      leave("USE BRANCH");
      branch = found;
    }
  }

  /// Work that only reads, in the open transaction or in one for itself alone.
  <T> T read(Function<Transaction, T> work) {
    if (current.isPresent()) {
      return work.apply(current.get());
    }
    try (Transaction transaction = database.begin(branch)) {
      return work.apply(transaction);
    }
  }

  private Transaction open() {
    if (current.isEmpty()) {
      current = Optional.of(database.begin(branch));
    }
    return current.get();
  }

  /// Runs a statement: alone, and then again on a conflict, or in the open transaction, where it
  /// leaves no trace when it fails.
  <T> T run(CompiledStatement.Effect effect, Function<Transaction, T> work) {
    boolean writes = effect == CompiledStatement.Effect.WRITES;
    if (writes) {
      refuseReadOnly();
    }
    if (isAlone()) {
      return writes ? committed(work) : reading(work);
    }
    Transaction transaction = open();
    if (!writes) {
      return work.apply(transaction);
    }
    Transaction.Savepoint before = transaction.savepoint();
    boolean done = false;
    try {
      T result = work.apply(transaction);
      done = true;
      return result;
    } finally {
      if (!done) {
        transaction.rollbackTo(before);
      }
    }
  }

  /// A query alone: its rows end the transaction when they are closed.
  private <T> T reading(Function<Transaction, T> work) {
    Transaction transaction = database.begin(branch);
    T result = null;
    try {
      result = work.apply(transaction);
      return result;
    } finally {
      if (!(result instanceof StatementResult.Rows)) {
        transaction.close();
      }
    }
  }

  private <T> T committed(Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      try (Transaction transaction = database.begin(branch)) {
        T result = work.apply(transaction);
        transaction.commit(author, message);
        return result;
      } catch (DatabaseException e) {
        if (attempt == ATTEMPTS || !(e.failure() instanceof Failure.WriteConflict)) {
          throw e;
        }
        pause(attempt, e);
      }
    }
  }

  private static void pause(int attempt, DatabaseException conflict) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextLong(1, 4L << attempt));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      conflict.addSuppressed(e);
      throw conflict;
    }
  }
}
