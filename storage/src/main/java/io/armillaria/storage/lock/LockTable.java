package io.armillaria.storage.lock;

import java.util.Collection;
import java.util.List;

/// Who has locked what. A lock has one owner; it may be asked for again. A row's lock and its
/// table's stand in each other's way. Safe for many threads.
public interface LockTable extends AutoCloseable {
  /// Locks `name` if no other owner's lock is in the way.
  ///
  /// @return whether it is locked now
  boolean tryLock(LockOwner owner, LockName name);

  /// Locks `name`, waiting for the owners in the way.
  ///
  /// @param thing what it is, for messages: `Row (42) of ORDERS`
  /// @throws io.armillaria.storage.failure.DatabaseException LockNotAvailable after the time,
  ///   Deadlock when the owner has to give way, Cancelled
  void lock(LockOwner owner, LockName name, LockWait wait, String thing);

  /// As [#lock], but leaves it unlocked.
  void awaitFree(LockOwner owner, LockName name, LockWait wait, String thing);

  /// Whether no other owner's lock is in the way.
  boolean isFree(LockOwner owner, LockName name);

  /// Whether another owner has any lock in the table. Costs next to nothing while nobody holds a
  /// lock.
  boolean isLockedByOthers(LockOwner owner, LockName.Table table);

  /// How many locks the owner has.
  int held(LockOwner owner);

  /// The owner's locks.
  List<LockName> locks(LockOwner owner);

  /// Gives back the owner's locks but for the first `kept`.
  void release(LockOwner owner, int kept);

  /// Gives back some of the owner's locks.
  void release(LockOwner owner, Collection<LockName> names);

  /// Makes a waiting owner ask again whether it is cancelled.
  void wake(LockOwner owner);

  /// No lock is in anybody's way any more.
  @Override
  void close();
}
