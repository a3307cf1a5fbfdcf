package io.armillaria.storage.lock;

import io.armillaria.storage.failure.Failure;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// The locks of one process, on its heap.
///
/// One mutex guards all state. A waiter sleeps on a condition of its own and looks again when a
/// lock was given back; those who came first are woken first. Whoever begins to wait, and whoever
/// was woken in vain, looks for a cycle of owners that wait for each other; the youngest of a cycle
/// is made its victim and gives up.
public final class LocalLocks implements LockTable {
  private final ReentrantLock mutex = new ReentrantLock();
  private final Map<LockName, LockOwner> owners = new HashMap<>();

  /// How many rows of a table each owner has locked.
  private final Map<LockName.Table, Map<LockOwner, Integer>> rows = new HashMap<>();

  private final Set<LockOwner> waiting = new LinkedHashSet<>();

  /// Size of `owners`, to be read without the mutex.
  private volatile int locks;

  /// What came of an attempt.
  enum Attempt {
    BLOCKED,
    TAKEN,
    /// The owner had it already.
    HAD
  }

  @Override
  public boolean tryLock(LockOwner owner, LockName name) {
    return attempt(owner, name) != Attempt.BLOCKED;
  }

  Attempt attempt(LockOwner owner, LockName name) {
    mutex.lock();
    try {
      if (!blockers(owner, name).isEmpty()) {
        return Attempt.BLOCKED;
      }
      return take(owner, name) ? Attempt.TAKEN : Attempt.HAD;
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public void lock(LockOwner owner, LockName name, LockWait wait, String thing) {
    mutex.lock();
    try {
      await(owner, name, wait, thing);
      take(owner, name);
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public void awaitFree(LockOwner owner, LockName name, LockWait wait, String thing) {
    if (locks == 0) {
      return;
    }
    mutex.lock();
    try {
      await(owner, name, wait, thing);
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public boolean isFree(LockOwner owner, LockName name) {
    if (locks == 0) {
      return true;
    }
    mutex.lock();
    try {
      return blockers(owner, name).isEmpty();
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public boolean isLockedByOthers(LockOwner owner, LockName.Table table) {
    return !isFree(owner, table);
  }

  @Override
  public int held(LockOwner owner) {
    if (locks == 0) {
      return 0;
    }
    mutex.lock();
    try {
      return owner.held.size();
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public List<LockName> locks(LockOwner owner) {
    mutex.lock();
    try {
      return List.copyOf(owner.held);
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public void release(LockOwner owner, int kept) {
    if (locks == 0) {
      return;
    }
    mutex.lock();
    try {
      if (owner.held.size() > kept) {
        List<LockName> ending = owner.held.subList(kept, owner.held.size());
        ending.forEach(name -> give(owner, name));
        ending.clear();
        wakeAll();
      }
    } finally {
      mutex.unlock();
    }
  }

  @Override
  public void release(LockOwner owner, Collection<LockName> names) {
    mutex.lock();
    try {
      Set<LockName> ending = new HashSet<>(names);
      ending.retainAll(owner.held);
      owner.held.removeAll(ending);
      ending.forEach(name -> give(owner, name));
      wakeAll();
    } finally {
      mutex.unlock();
    }
  }

  private void give(LockOwner owner, LockName name) {
    owners.remove(name);
    if (name instanceof LockName.Row(LockName.Table table, _)) {
      Map<LockOwner, Integer> counts = rows.get(table);
      if (counts.merge(owner, -1, Integer::sum) == 0) {
        counts.remove(owner);
      }
      if (counts.isEmpty()) {
        rows.remove(table);
      }
    }
  }

  private void wakeAll() {
    locks = owners.size();
    waiting.forEach(each -> each.wake.signal());
  }

  @Override
  public void wake(LockOwner owner) {
    mutex.lock();
    try {
      if (owner.wake != null) {
        owner.wake.signal();
      }
    } finally {
      mutex.unlock();
    }
  }

  private boolean take(LockOwner owner, LockName name) {
    boolean fresh = owners.put(name, owner) == null;
    if (fresh) {
      owner.held.add(name);
      locks = owners.size();
      if (name instanceof LockName.Row(LockName.Table table, _)) {
        rows.computeIfAbsent(table, _ -> new HashMap<>()).merge(owner, 1, Integer::sum);
      }
    }
    return fresh;
  }

  /// The other owners whose locks are in the way of this one.
  private Set<LockOwner> blockers(LockOwner owner, LockName name) {
    Set<LockOwner> result = new LinkedHashSet<>();
    addOther(result, owner, owners.get(name));
    switch (name) {
      case LockName.Row(LockName.Table table, _) -> addOther(result, owner, owners.get(table));
      case LockName.Table table ->
          rows.getOrDefault(table, Map.of())
              .keySet()
              .forEach(each -> addOther(result, owner, each));
      case LockName.Name _, LockName.Prepared _ -> {}
    }
    return result;
  }

  private static void addOther(Set<LockOwner> all, LockOwner owner, LockOwner other) {
    if (other != null && other != owner) {
      all.add(other);
    }
  }

  private void await(LockOwner owner, LockName name, LockWait wait, String thing) {
    Set<LockOwner> blockers = blockers(owner, name);
    if (blockers.isEmpty()) {
      return;
    }
    long left = wait.limit().toNanos();
    owner.awaited = name;
    owner.wake = mutex.newCondition();
    waiting.add(owner);
    try {
      while (!blockers.isEmpty()) {
        if (wait.cancelled().getAsBoolean()) {
          throw new Failure.Cancelled("The statement was cancelled.").raise();
        }
        if (left <= 0) {
          throw unavailable(wait, thing, blockers.iterator().next().title());
        }
        breakCycle(owner);
        if (owner.victim) {
          throw deadlock(thing, blockers.iterator().next().title());
        }
        left = owner.wake.awaitNanos(left);
        blockers = blockers(owner, name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled("The thread was interrupted while it waited for a lock.")
          .raise(e);
    } finally {
      waiting.remove(owner);
      owner.awaited = null;
      owner.wake = null;
      owner.victim = false;
    }
  }

  /// Finds owners that wait in a circle with `owner` among them, and picks the youngest.
  private void breakCycle(LockOwner owner) {
    Deque<LockOwner> path = new ArrayDeque<>();
    if (leadsBack(owner, owner, path, new HashSet<>())) {
      LockOwner youngest = owner;
      for (LockOwner each : path) {
        youngest = each.number() > youngest.number() ? each : youngest;
      }
      youngest.victim = true;
      youngest.wake.signal();
    }
  }

  private boolean leadsBack(
      LockOwner from, LockOwner goal, Deque<LockOwner> path, Set<LockOwner> seen) {
    if (from.awaited == null || from.victim) {
      return false;
    }
    for (LockOwner next : blockers(from, from.awaited)) {
      if (next == goal) {
        return true;
      }
      if (seen.add(next)) {
        path.push(next);
        if (leadsBack(next, goal, path, seen)) {
          return true;
        }
        path.pop();
      }
    }
    return false;
  }

  static RuntimeException unavailable(LockWait wait, String thing, String holder) {
    return new Failure.LockNotAvailable(
            thing,
            thing
                + " is locked by "
                + holder
                + (wait.limit().isZero()
                    ? "."
                    : ", and was not free after " + wait.limit().toMillis() + " ms."))
        .raise();
  }

  static RuntimeException deadlock(String thing, String holder) {
    return new Failure.Deadlock(
            thing
                + " is locked by "
                + holder
                + ", which waits for this one; this one is the younger and was rolled back."
                + " Retry the transaction.")
        .raise();
  }

  @Override
  public void close() {}
}
