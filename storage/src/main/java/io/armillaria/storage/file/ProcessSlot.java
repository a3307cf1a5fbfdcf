package io.armillaria.storage.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// The byte that shows other processes that this one shares the database: one of a few. Who
/// collects garbage takes all that are free, and whoever comes then waits.
final class ProcessSlot {
  /// Collections that one may have to wait for in a row.
  private static final int PATIENCE = 8;

  private final ProcessLocks locks;
  private volatile int own = -1;

  ProcessSlot(ProcessLocks locks) {
    this.locks = locks;
  }

  /// Takes a slot for as long as the process has its locks.
  ///
  /// @return false if so many other processes have all of them
  boolean take() {
    for (int attempt = 0; attempt < PATIENCE; attempt++) {
      for (int slot = 0; slot < ProcessLocks.SLOT_COUNT; slot++) {
        if (locks.tryLock(ProcessLocks.SLOTS + slot).isPresent()) {
          own = slot;
          return true;
        }
      }
      locks.lock(ProcessLocks.COLLECT).close();
    }
    return false;
  }

  OptionalInt number() {
    return own < 0 ? OptionalInt.empty() : OptionalInt.of(own);
  }

  /// Takes the right to collect, and all free slots.
  Optional<ProcessLocks.Collecting> tryCollect() {
    Optional<ProcessLocks.Held> right = locks.tryLock(ProcessLocks.COLLECT);
    if (right.isEmpty()) {
      return Optional.empty();
    }
    Company company = new Company();
    company.held.add(right.get());
    for (int slot = 0; slot < ProcessLocks.SLOT_COUNT; slot++) {
      if (slot != own) {
        company.others.add(slot);
      }
    }
    boolean complete = false;
    try {
      company.others();
      complete = true;
      return Optional.of(company);
    } finally {
      if (!complete) {
        company.close();
      }
    }
  }

  /// Used by one thread at a time.
  private final class Company implements ProcessLocks.Collecting {
    private final List<ProcessLocks.Held> held = new ArrayList<>();
    private final Set<Integer> others = new TreeSet<>();

    @Override
    public Set<Integer> others() {
      for (int slot : List.copyOf(others)) {
        Optional<ProcessLocks.Held> free = locks.tryLock(ProcessLocks.SLOTS + slot);
        if (free.isPresent()) {
          held.add(free.get());
          others.remove(slot);
        }
      }
      return Set.copyOf(others);
    }

    @Override
    public void close() {
      held.reversed().forEach(ProcessLocks.Held::close);
      held.clear();
    }
  }
}
