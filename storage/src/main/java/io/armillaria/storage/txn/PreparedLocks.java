package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.lock.LockName;
import io.armillaria.storage.lock.LockOwner;
import io.armillaria.storage.lock.LockTable;
import io.armillaria.storage.lock.LockWait;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// The locks of running transactions, and what prepared ones keep others from. Prepared
/// transactions are in the log and have no owner, wait for nobody, and may end in any process: who
/// waits for one looks again and again.
final class PreparedLocks implements LockTable {
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

  private final LockTable running;
  private final History history;
  private final Supplier<Refs> visible;

  /// @param visible what is committed and prepared now, by any process
  PreparedLocks(LockTable running, History history, Supplier<Refs> visible) {
    this.running = running;
    this.history = history;
    this.visible = visible;
  }

  /// The prepared transaction that is in the way.
  private Optional<PreparedTransaction> holder(LockName name) {
    Refs refs = visible.get();
    return refs.prepared().stream()
        .filter(prepared -> new PreparedHold(history, refs, prepared).holds(name))
        .findFirst();
  }

  @Override
  public boolean tryLock(LockOwner owner, LockName name) {
    return holder(name).isEmpty() && running.tryLock(owner, name);
  }

  @Override
  public void lock(LockOwner owner, LockName name, LockWait wait, String thing) {
    running.lock(owner, name, awaitPrepared(name, wait, thing), thing);
  }

  @Override
  public void awaitFree(LockOwner owner, LockName name, LockWait wait, String thing) {
    running.awaitFree(owner, name, awaitPrepared(name, wait, thing), thing);
  }

  /// @return how long to wait for others
  private LockWait awaitPrepared(LockName name, LockWait wait, String thing) {
    Optional<PreparedTransaction> holder = holder(name);
    if (holder.isEmpty()) {
      return wait;
    }
    long end = System.nanoTime() + wait.limit().toNanos();
    long pause = TimeUnit.MILLISECONDS.toNanos(1);
    while (holder.isPresent()) {
      if (wait.cancelled().getAsBoolean()) {
        throw new Failure.Cancelled("The statement was cancelled.").raise();
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw unavailable(wait, thing, holder.get());
      }
      sleep(Math.min(left, pause));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
      holder = holder(name);
    }
    return new LockWait(Duration.ofNanos(Math.max(0, end - System.nanoTime())), wait.cancelled());
  }

  private static void sleep(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled("The thread was interrupted while it waited for a lock.")
          .raise(e);
    }
  }

  private static RuntimeException unavailable(
      LockWait wait, String thing, PreparedTransaction holder) {
    return new Failure.LockNotAvailable(
            thing,
            thing
                + " is locked by the prepared transaction '"
                + holder.id()
                + "'"
                + (wait.limit().isZero()
                    ? "."
                    : ", which did not end within " + wait.limit().toMillis() + " ms."))
        .raise();
  }

  @Override
  public boolean isFree(LockOwner owner, LockName name) {
    return running.isFree(owner, name) && holder(name).isEmpty();
  }

  @Override
  public boolean isLockedByOthers(LockOwner owner, LockName.Table table) {
    return running.isLockedByOthers(owner, table) || holder(table).isPresent();
  }

  @Override
  public int held(LockOwner owner) {
    return running.held(owner);
  }

  @Override
  public List<LockName> locks(LockOwner owner) {
    return running.locks(owner);
  }

  @Override
  public void release(LockOwner owner, int kept) {
    running.release(owner, kept);
  }

  @Override
  public void release(LockOwner owner, Collection<LockName> names) {
    running.release(owner, names);
  }

  @Override
  public void wake(LockOwner owner) {
    running.wake(owner);
  }

  @Override
  public void close() {
    running.close();
  }
}
