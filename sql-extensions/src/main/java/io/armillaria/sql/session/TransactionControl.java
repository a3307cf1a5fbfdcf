package io.armillaria.sql.session;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.Isolation;
import io.armillaria.storage.txn.Transaction;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/// The transaction of a session: when it begins, and how it ends.
///
/// In auto-commit mode there is none between statements, unless BEGIN was said. Otherwise, and
/// after BEGIN, the first statement begins one, and commit or rollback ends it. One that had to
/// give way to another, or held locks too long without doing anything, is rolled back at once;
/// `lost` says so until commit or rollback has been said.
final class TransactionControl {
  private static final int ATTEMPTS = 4;

  private record Named(String name, Transaction.Savepoint place) {}

  private final Database database;
  private final String author;
  private final Cancellation cancellation;
  private final TransactionSettings settings;
  private final Deque<Named> savepoints = new ArrayDeque<>();
  private String branch;
  private String message = "";
  private boolean autoCommit = true;
  private boolean begun;
  private Optional<Transaction> current = Optional.empty();
  private Optional<String> lost = Optional.empty();

  TransactionControl(Database database, SessionOptions options, Cancellation cancellation) {
    this.database = database;
    this.author = options.author();
    this.cancellation = cancellation;
    this.settings = new TransactionSettings(options);
    this.branch = Branches.existing(database, options.branch());
  }

  TransactionSettings settings() {
    return settings;
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

  /// For the transactions that begin from now on.
  void setIsolation(Isolation level) {
    refuseBegun();
    settings.isolation(level);
  }

  /// For the transaction that begins next.
  void setTransactionIsolation(Isolation level) {
    requireTransaction("SET TRANSACTION");
    refuseBegun();
    settings.isolationOnce(level);
  }

  private void refuseBegun() {
    if (current.isPresent()) {
      throw new Failure.InvalidTransactionState(
              "The isolation level is set before the first statement of a transaction; this one has"
                  + " begun.")
          .raise();
    }
  }

  void setReadOnly(boolean on) {
    settings.readOnly(on);
  }

  /// For the transaction that is open or begins next.
  void setTransactionReadOnly(boolean on) {
    requireTransaction("SET TRANSACTION");
    settings.readOnlyOnce(on);
  }

  private void requireTransaction(String action) {
    if (isAlone()) {
      throw new Failure.InvalidTransactionState(action + " needs a transaction.").raise();
    }
  }

  void setMessage(String text) {
    message = text;
  }

  void begin() {
    if (begun || current.isPresent() || lost.isPresent()) {
      throw new Failure.InvalidTransactionState("A transaction is open already.").raise();
    }
    begun = true;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException RolledBack when that has happened
  ///   already; the transaction is over all the same
  void commit() {
    Optional<String> reason = lost;
    Optional<Transaction> ending = ended();
    if (reason.isPresent()) {
      throw new Failure.RolledBack(reason.get()).raise();
    }
    if (ending.isPresent()) {
      try (Transaction transaction = ending.get()) {
        cancellation.watch(transaction);
        transaction.commit(author, message);
      }
    }
  }

  void rollback() {
    ended().ifPresent(Transaction::close);
  }

  /// Ends the transaction so that it can be committed later, by any session: also one that has done
  /// nothing yet.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException as [Transaction#prepare]; the
  ///   transaction is over all the same
  void prepare(String id) {
    if (isAlone()) {
      throw new Failure.NoTransaction("PREPARE TRANSACTION needs a transaction; say BEGIN first.")
          .raise();
    }
    Optional<String> reason = lost;
    Transaction preparing = reason.isEmpty() ? open() : null;
    ended();
    if (reason.isPresent()) {
      throw new Failure.RolledBack(reason.get()).raise();
    }
    try (preparing) {
      cancellation.watch(preparing);
      preparing.prepare(id, author, message);
    }
  }

  void commitPrepared(String id) {
    requireNoTransaction("COMMIT PREPARED");
    database.commitPrepared(id);
  }

  void rollbackPrepared(String id) {
    requireNoTransaction("ROLLBACK PREPARED");
    database.rollbackPrepared(id);
  }

  private void requireNoTransaction(String action) {
    refuseReadOnly();
    if (begun || current.isPresent() || lost.isPresent()) {
      throw new Failure.InTransaction(
              action + " cannot run in a transaction; commit or roll back first.")
          .raise();
    }
  }

  private Optional<Transaction> ended() {
    Optional<Transaction> ending = current;
    current = Optional.empty();
    lost = Optional.empty();
    begun = false;
    settings.ended();
    savepoints.clear();
    return ending;
  }

  void savepoint(String name) {
    requireTransaction("A savepoint");
    savepoints.push(new Named(name, atWork().savepoint()));
  }

  void rollbackTo(String name) {
    atWork().rollbackTo(find(name).place());
    while (!savepoints.getFirst().name().equals(name)) {
      savepoints.pop();
    }
  }

  /// When the open transaction checks foreign keys that are deferrable.
  ///
  /// @param names empty for all
  void setConstraints(List<String> names, boolean deferred) {
    if (isAlone()) {
      throw new Failure.NoTransaction("SET CONSTRAINTS needs a transaction; say BEGIN first.")
          .raise();
    }
    atWork().setConstraints(names, deferred);
  }

  void release(String name) {
    find(name);
    while (!savepoints.pop().name().equals(name)) {
      // those set after it go with it
    }
  }

  /// The open transaction, which is not idle now.
  private Transaction atWork() {
    Transaction transaction = open();
    try {
      transaction.touch();
    } catch (DatabaseException e) {
      noteLoss(e.failure());
      throw e;
    }
    return transaction;
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
    if (lost.isPresent()) {
      throw new Failure.RolledBack(lost.get()).raise();
    }
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

  void refuseReadOnly() {
    Optional<String> refusal = settings.refusal();
    if (refusal.isPresent()) {
      throw new Failure.ReadOnly(refusal.get()).raise();
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
    return read(false, work);
  }

  /// @param eventual whether a transaction for the work alone sees the last commit that this
  ///   process knows
  <T> T read(boolean eventual, Function<Transaction, T> work) {
    if (current.isPresent()) {
      return work.apply(current.get());
    }
    try (Transaction transaction = alone(eventual)) {
      return work.apply(transaction);
    }
  }

  private Transaction alone(boolean eventual) {
    return eventual
        ? database.beginKnown(branch, settings.options())
        : database.begin(branch, settings.options());
  }

  private Transaction open() {
    if (lost.isPresent()) {
      throw new Failure.RolledBack(lost.get()).raise();
    }
    if (current.isEmpty()) {
      current = Optional.of(database.begin(branch, settings.options()));
    }
    return current.get();
  }

  /// Runs a statement: alone, and then again on a conflict, or in the open transaction, where it
  /// leaves no trace when it fails.
  ///
  /// @param eventual whether a statement that only reads sees the last commit that this process
  ///   knows; in an open transaction it sees what the others of it do
  <T> T run(CompiledStatement.Effect effect, boolean eventual, Function<Transaction, T> work) {
    boolean reads = effect == CompiledStatement.Effect.READS;
    if (!reads) {
      refuseReadOnly();
    }
    if (isAlone()) {
      return effect == CompiledStatement.Effect.WRITES ? committed(work) : reading(eventual, work);
    }
    Transaction transaction = open();
    cancellation.watch(transaction);
    for (int attempt = 1; ; attempt++) {
      try {
        return reads
            ? entered(transaction, eventual, work)
            : entered(transaction, false, undoable(work));
      } catch (DatabaseException e) {
        noteLoss(e.failure());
        boolean again =
            !reads
                && attempt < ATTEMPTS
                && e.failure() instanceof Failure.WriteConflict
                && transaction.isolation() == Isolation.READ_COMMITTED;
        if (!again) {
          throw e;
        }
      }
    }
  }

  private static <T> T entered(
      Transaction transaction, boolean eventual, Function<Transaction, T> work) {
    if (eventual) {
      transaction.enterKnown();
    } else {
      transaction.enter();
    }
    try {
      return work.apply(transaction);
    } finally {
      transaction.leave();
    }
  }

  private static <T> Function<Transaction, T> undoable(Function<Transaction, T> work) {
    return transaction -> {
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
    };
  }

  /// Rolls back when a failure has cost the transaction its locks, or must.
  private void noteLoss(Failure failure) {
    if (failure instanceof Failure.Deadlock || failure instanceof Failure.TransactionTimedOut) {
      current.ifPresent(Transaction::close);
      current = Optional.empty();
      savepoints.clear();
      lost =
          Optional.of(
              "The transaction was rolled back by an earlier failure; say ROLLBACK and begin again."
                  + " That failure was: "
                  + failure.message());
    }
  }

  /// A query alone: its rows end the transaction when they are closed.
  private <T> T reading(boolean eventual, Function<Transaction, T> work) {
    Transaction transaction = alone(eventual);
    cancellation.watch(transaction);
    T result = null;
    try {
      result = entered(transaction, eventual, work);
      return result;
    } finally {
      if (!(result instanceof StatementResult.Rows)) {
        transaction.close();
      }
    }
  }

  private <T> T committed(Function<Transaction, T> work) {
    for (int attempt = 1; ; attempt++) {
      boolean committing = false;
      try (Transaction transaction = database.begin(branch, settings.options())) {
        cancellation.watch(transaction);
        T result = work.apply(transaction);
        committing = true;
        transaction.commit(author, message);
        return result;
      } catch (DatabaseException e) {
        boolean conflict =
            e.failure() instanceof Failure.WriteConflict
                || (committing && e.failure() instanceof Failure.SchemaConflict)
                || e.failure() instanceof Failure.ReadConflict
                || e.failure() instanceof Failure.Deadlock;
        if (attempt == ATTEMPTS || !conflict) {
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
