package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.lock.LockOwner;
import io.armillaria.storage.lock.LockTable;
import io.armillaria.storage.lock.LockWait;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/// The locks of one transaction, and the time that it may hold them without doing anything.
///
/// `working` says that a statement runs, so that the time stands still; `expired` that the time ran
/// out and the locks are gone, after which nothing but a rollback is possible. Both, and the timer,
/// are guarded by this; the timer's thread comes in only through [#expire]. Everything else is for
/// the transaction's thread, but [#cancel], which is for any.
final class TransactionLocks {
  private final LockTable table;
  private final LockOwner owner;
  private final TransactionOptions options;
  private final IdleTimer timer;
  private volatile boolean cancelled;
  private boolean working;
  private boolean expired;
  private Runnable disarm = () -> {};

  TransactionLocks(LockTable table, LockOwner owner, TransactionOptions options, IdleTimer timer) {
    this.table = table;
    this.owner = owner;
    this.options = options;
    this.timer = timer;
  }

  /// A statement begins.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException TransactionTimedOut
  synchronized void enter() {
    requireTime();
    disarm.run();
    working = true;
    cancelled = false;
  }

  /// The statement ended.
  synchronized void leave() {
    working = false;
    if (!expired && !options.idleTimeout().isZero() && table.held(owner) > 0) {
      disarm = timer.after(options.idleTimeout(), this::expire);
    }
  }

  private synchronized void expire() {
    if (!working && !expired) {
      expired = true;
      table.release(owner, 0);
    }
  }

  synchronized void requireTime() {
    if (expired) {
      throw new Failure.TransactionTimedOut(
              "The transaction held locks and did nothing for "
                  + options.idleTimeout().toMillis()
                  + " ms (transactionTimeout); it was rolled back.")
          .raise();
    }
  }

  /// Makes a wait for a lock fail; from any thread.
  void cancel() {
    cancelled = true;
    table.wake(owner);
  }

  boolean isFree(LockName name) {
    return table.isFree(owner, name);
  }

  boolean isLockedByOthers(LockName.Table name) {
    return table.isLockedByOthers(owner, name);
  }

  boolean tryLock(LockName name) {
    return table.tryLock(owner, name);
  }

  void lock(LockName name, Duration limit, String thing) {
    table.lock(owner, name, new LockWait(limit, () -> cancelled), thing);
  }

  void lock(LockName name, String thing) {
    lock(name, options.lockTimeout(), thing);
  }

  void awaitFree(LockName name, String thing) {
    table.awaitFree(owner, name, new LockWait(options.lockTimeout(), () -> cancelled), thing);
  }

  /// How many locks there are: a place for [#releaseBeyond].
  int held() {
    return table.held(owner);
  }

  List<LockName> all() {
    return table.locks(owner);
  }

  void releaseBeyond(int kept) {
    table.release(owner, kept);
  }

  void release(Collection<LockName> names) {
    table.release(owner, names);
  }

  /// The transaction is over.
  synchronized void end() {
    disarm.run();
    expired = true;
    table.release(owner, 0);
  }
}
