package io.armillaria.storage.lock;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The locks of a process that shares its database with others.
///
/// 1. Owners of one process exclude each other by [LocalLocks]. Who has a lock there writes it into
///    the process's [LockRegister], and then looks into those of the other processes: of two that
///    do so at once, at least one sees the other. Where there are others this is done by one
///    process at a time, so that exactly one has the lock then. Where there are none it costs a
///    look at one word.
/// 2. Who waits for another process looks again and again, and has nothing in the register
///    meanwhile but that it waits. It also looks for circles of waiting owners over all processes;
///    those within one process are found by its [LocalLocks].
/// 3. A process that dies gives up its slot, and whoever is held up by its register finds that.
public final class SharedLocks implements LockTable {
  private static final String HOLDER = "a transaction of another process";
  private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(8);

  private final LocalLocks local = new LocalLocks();
  private final ProcessLocks processes;
  private final int slot;
  private final OtherProcesses others;
  private final LockRegister register;

  /// Places in the register for those who wait. This and the register's changes are guarded by the
  /// register.
  private final Deque<Integer> places = new ArrayDeque<>();

  private boolean announced;

  /// @param database one that others share: its process has a slot
  public SharedLocks(FileSystem.Lock database) {
    this.processes = database.locks();
    this.slot = processes.slot().orElseThrow();
    this.others = new OtherProcesses(database, slot);
    this.register = others.register(slot);
    for (int place = 0; place < LockRegister.MOST_WAITS; place++) {
      places.add(place);
    }
  }

  @Override
  public boolean tryLock(LockOwner owner, LockName name) {
    return switch (local.attempt(owner, name)) {
      case BLOCKED -> false;
      case HAD -> true;
      case TAKEN -> publish(owner, name);
    };
  }

  @Override
  public void lock(LockOwner owner, LockName name, LockWait wait, String thing) {
    long end = System.nanoTime() + wait.limit().toNanos();
    LockWait left = wait;
    while (!tryLock(owner, name)) {
      waitOnce(owner, name, left, thing, end);
      left = left(wait, end);
    }
  }

  @Override
  public void awaitFree(LockOwner owner, LockName name, LockWait wait, String thing) {
    long end = System.nanoTime() + wait.limit().toNanos();
    LockWait left = wait;
    while (!isFree(owner, name)) {
      waitOnce(owner, name, left, thing, end);
      left = left(wait, end);
    }
  }

  private static LockWait left(LockWait wait, long end) {
    return new LockWait(Duration.ofNanos(Math.max(0, end - System.nanoTime())), wait.cancelled());
  }

  /// Waits until no owner of this process is in the way, and then until no other process is.
  private void waitOnce(LockOwner owner, LockName name, LockWait wait, String thing, long end) {
    LockHash hash = LockHash.of(name);
    Optional<Integer> place = place();
    try {
      await(place, owner, hash, false);
      local.awaitFree(owner, name, wait, thing);
      await(place, owner, hash, true);
      awaitOthers(owner, hash, wait, thing, end);
    } finally {
      place.ifPresent(this::giveBack);
    }
  }

  /// A place to say in that somebody waits; empty when very many do: circles with those are broken
  /// by their timeouts.
  private Optional<Integer> place() {
    synchronized (register) {
      announce();
      return Optional.ofNullable(places.poll());
    }
  }

  private void giveBack(int place) {
    synchronized (register) {
      register.awaitNothing(place);
      places.push(place);
    }
  }

  private void await(Optional<Integer> place, LockOwner owner, LockHash name, boolean remote) {
    synchronized (register) {
      place.ifPresent(
          at -> register.await(at, new LockRegister.Wait(owner.number(), remote, name)));
    }
  }

  private void awaitOthers(LockOwner owner, LockHash name, LockWait wait, String thing, long end) {
    WaitCycle.Member self = new WaitCycle.Member(slot, owner.number());
    List<WaitCycle.Member> before = List.of();
    long pause = TimeUnit.MILLISECONDS.toNanos(1);
    while (others.blocker(name).isPresent()) {
      if (wait.cancelled().getAsBoolean()) {
        throw new Failure.Cancelled("The statement was cancelled.").raise();
      }
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw LocalLocks.unavailable(wait, thing, HOLDER);
      }
      List<WaitCycle.Member> circle = new WaitCycle(others).through(self);
      if (!circle.isEmpty() && circle.equals(before) && WaitCycle.victim(circle).equals(self)) {
        throw LocalLocks.deadlock(thing, HOLDER);
      }
      before = circle;
      sleep(Math.min(left, pause));
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    }
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

  /// Shows other processes a lock that the owner has among those of this one; gives it back where
  /// another process was earlier.
  private boolean publish(LockOwner owner, LockName name) {
    LockHash hash = LockHash.of(name);
    boolean published = false;
    try {
      synchronized (register) {
        announce();
        register.add(hash, owner.number());
        published = !others.exist() || confirm(hash);
      }
    } finally {
      if (!published) {
        local.release(owner, List.of(name));
      }
    }
    return published;
  }

  private boolean confirm(LockHash name) {
    try (ProcessLocks.Held _ = processes.lock(ProcessLocks.ROWS)) {
      boolean free = others.blocker(name).isEmpty();
      if (!free) {
        register.remove(name);
      }
      return free;
    }
  }

  private void announce() {
    if (!announced) {
      register.reset();
      others.announce(true);
      announced = true;
    }
  }

  @Override
  public boolean isFree(LockOwner owner, LockName name) {
    return local.isFree(owner, name)
        && (!others.exist() || others.blocker(LockHash.of(name)).isEmpty());
  }

  @Override
  public boolean isLockedByOthers(LockOwner owner, LockName.Table table) {
    return !isFree(owner, table);
  }

  @Override
  public int held(LockOwner owner) {
    return local.held(owner);
  }

  @Override
  public List<LockName> locks(LockOwner owner) {
    return local.locks(owner);
  }

  @Override
  public void release(LockOwner owner, int kept) {
    if (local.held(owner) > kept) {
      List<LockName> held = local.locks(owner);
      withdraw(held.subList(kept, held.size()));
      local.release(owner, kept);
    }
  }

  @Override
  public void release(LockOwner owner, Collection<LockName> names) {
    Set<LockName> ending = new HashSet<>(names);
    ending.retainAll(new HashSet<>(local.locks(owner)));
    withdraw(ending);
    local.release(owner, ending);
  }

  private void withdraw(Collection<LockName> names) {
    synchronized (register) {
      names.forEach(name -> register.remove(LockHash.of(name)));
    }
  }

  @Override
  public void wake(LockOwner owner) {
    local.wake(owner);
  }

  /// No locks of this process are in anybody's way any more.
  @Override
  public void close() {
    synchronized (register) {
      if (announced) {
        others.announce(false);
      }
    }
  }
}
