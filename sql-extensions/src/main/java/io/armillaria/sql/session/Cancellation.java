package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.batch.Progress;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Transaction;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Lets another thread stop what a session runs: the cursors that are open, and the loops of a
/// statement that asks between its batches. Safe for many threads.
final class Cancellation {
  // of the statement that runs, or ran last
  private final Set<Cursor> cursors = ConcurrentHashMap.newKeySet();
  private final Set<Cursor> earlier = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;
  private volatile Transaction waiting;

  /// A statement is prepared: what was cancelled before does not concern it.
  void forget() {
    cancelled = false;
  }

  /// A statement begins: what was cancelled before does not concern it. Rows that earlier ones gave
  /// are cancelled by their cursors.
  void reset() {
    cancelled = false;
    earlier.addAll(cursors);
    cursors.clear();
  }

  /// Cancels the earlier rows too.
  void cancelAll() {
    cancel();
    earlier.forEach(Cursor::cancel);
  }

  /// How far what runs now is.
  Optional<Progress> progress() {
    return cursors.stream().findFirst().flatMap(Cursor::progress);
  }

  void cancel() {
    cancelled = true;
    cursors.forEach(Cursor::cancel);
    Transaction transaction = waiting;
    if (transaction != null) {
      transaction.cancelWait();
    }
  }

  /// The statement runs in this transaction, which may wait for locks.
  void watch(Transaction transaction) {
    waiting = transaction;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Cancelled
  void check() {
    if (cancelled) {
      throw new Failure.Cancelled("The statement was cancelled.").raise();
    }
  }

  Cursor watched(Cursor cursor) {
    cursors.add(cursor);
    if (cancelled) {
      cursor.cancel();
    }
    return new Watched(cursor);
  }

  private final class Watched implements Cursor {
    private final Cursor cursor;

    Watched(Cursor cursor) {
      this.cursor = cursor;
    }

    @Override
    public Batch next() {
      return cursor.next();
    }

    @Override
    public Optional<Progress> progress() {
      return cursor.progress();
    }

    @Override
    public void cancel() {
      cursor.cancel();
    }

    @Override
    public void close() {
      cursors.remove(cursor);
      earlier.remove(cursor);
      cursor.close();
    }
  }
}
