package io.armillaria.storage.lock;

import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.SharedWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// The processes that may have locked something: each has a bit in a shared word from before its
/// first lock until it ends. The bit and the register of one that died stay until somebody finds
/// its slot free. Safe for many threads.
final class OtherProcesses {
  /// The word, among those of the database.
  private static final int LOCKING = 5;

  private static final int MOST = 64;

  private final FileSystem.Lock database;
  private final SharedWords words;
  private final int own;
  private final AtomicReferenceArray<LockRegister> registers = new AtomicReferenceArray<>(MOST);

  /// @param own the number of this process, whose bit may be left from one that died
  OtherProcesses(FileSystem.Lock database, int own) {
    this.database = database;
    this.words = database.words();
    this.own = own;
    change(own, false);
    for (int slot : all()) {
      bury(slot);
    }
  }

  /// This process may lock something from now on, or does not any more.
  void announce(boolean locking) {
    change(own, locking);
  }

  private void change(int slot, boolean on) {
    while (true) {
      long before = words.get(LOCKING);
      long after = on ? before | 1L << slot : before & ~(1L << slot);
      if (words.compareAndSet(LOCKING, before, after)) {
        return;
      }
    }
  }

  /// Whether there are any; takes no time.
  boolean exist() {
    return (words.get(LOCKING) & ~(1L << own)) != 0;
  }

  private List<Integer> all() {
    List<Integer> slots = new ArrayList<>();
    long left = words.get(LOCKING) & ~(1L << own);
    for (; left != 0; left &= left - 1) {
      slots.add(Long.numberOfTrailingZeros(left));
    }
    return slots;
  }

  /// One that has a lock in the way of that one, and lives.
  Optional<Integer> blocker(LockHash name) {
    if (exist()) {
      for (int slot : all()) {
        LockRegister register = register(slot);
        if (!register.isEmpty() && register.blocks(name) && !bury(slot)) {
          return Optional.of(slot);
        }
      }
    }
    return Optional.empty();
  }

  LockRegister register(int slot) {
    LockRegister known = registers.get(slot);
    if (known == null) {
      known = new LockRegister(database.table(slot));
      registers.set(slot, known);
    }
    return known;
  }

  /// The numbers of all that may have locks or wait for some, with this one's.
  List<Integer> withOwn() {
    List<Integer> slots = all();
    slots.add(own);
    return slots;
  }

  /// Forgets a process that has died: nobody else takes its slot meanwhile.
  ///
  /// @return whether it had
  private boolean bury(int slot) {
    Optional<ProcessLocks.Held> free = database.locks().tryLock(ProcessLocks.SLOTS + slot);
    free.ifPresent(
        held -> {
          try (held) {
            change(slot, false);
          }
        });
    return free.isPresent();
  }
}
