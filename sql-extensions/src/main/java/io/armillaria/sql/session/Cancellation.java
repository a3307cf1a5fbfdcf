package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Transaction;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Lets another thread stop what a session runs: the cursors that are open, and the loops of a
/// statement that asks between its batches. Safe for many threads.
final class Cancellation {
  private final Set<Cursor> cursors = ConcurrentHashMap.newKeySet();
  private volatile boolean cancelled;
  private volatile Transaction waiting;

  /// A statement begins: what was cancelled before does not concern it.
  void reset() {
    cancelled = false;
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
    public void cancel() {
      cursor.cancel();
    }

    @Override
    public void close() {
      cursors.remove(cursor);
      cursor.close();
    }
  }
}
