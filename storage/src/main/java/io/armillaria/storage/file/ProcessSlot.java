package io.armillaria.storage.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The byte that shows other processes that this one shares the database: one of a few. Who takes
/// all others is alone, and whoever comes then waits.
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

  /// Takes all other slots, if they are free.
  Optional<ProcessLocks.Held> takeOthers() {
    List<ProcessLocks.Held> held = new ArrayList<>();
    boolean complete = false;
    try {
      complete = takeOthers(held);
    } finally {
      if (!complete) {
        release(held);
      }
    }
    return complete ? Optional.of(() -> release(held)) : Optional.empty();
  }

  private boolean takeOthers(List<ProcessLocks.Held> held) {
    Optional<ProcessLocks.Held> collecting = locks.tryLock(ProcessLocks.COLLECT);
    collecting.ifPresent(held::add);
    boolean free = collecting.isPresent();
    for (int slot = 0; free && slot < ProcessLocks.SLOT_COUNT; slot++) {
      if (slot != own) {
        Optional<ProcessLocks.Held> taken = locks.tryLock(ProcessLocks.SLOTS + slot);
        taken.ifPresent(held::add);
        free = taken.isPresent();
      }
    }
    return free;
  }

  private static void release(List<ProcessLocks.Held> held) {
    held.reversed().forEach(ProcessLocks.Held::close);
  }
}
