package io.armillaria.storage.file;

import java.util.Optional;
import java.util.OptionalInt;

/// The locks that the processes of one database hold against each other: single bytes of the file
/// `lock`. The system releases those of a process that dies. Safe for many threads.
///
/// The locks belong to the process, not to a thread: a process that has a byte does not get it a
/// second time, so its threads exclude each other by locks of their own.
public interface ProcessLocks {
  /// Held while one commit is checked, numbered and written.
  long COMMIT = 0;

  /// Held by the one process that collects garbage.
  long COLLECT = 1;

  /// Held by the one process that writes a checkpoint.
  long CHECKPOINT = 2;

  /// Held while a process that is not alone locks a row.
  long ROWS = 3;

  /// Held while a setting of the database is changed.
  long SETTINGS = 4;

  /// Held by every process that has the database open: shared, or alone where no other may.
  long PRESENCE = 8;

  /// The first of the bytes that show which processes share the database.
  long SLOTS = 64;

  /// So many processes can share it.
  int SLOT_COUNT = 64;

  /// The byte of pack 0; that of pack n is n further. Held by the process that appends to it.
  long PACKS = 1024;

  /// Locks of a process that has its database for itself.
  static ProcessLocks alone() {
    return new MemoryLocks();
  }

  /// Takes the byte for this process alone, unless another one has it, or this one has it already.
  Optional<Held> tryLock(long position);

  /// Takes the byte together with others that share it, unless one has it alone.
  Optional<Held> tryShare(long position);

  /// Waits until no other process has the byte and takes it. Not disturbed by interrupts.
  ///
  /// @throws IllegalStateException if this process has it already
  Held lock(long position);

  /// Keeps all other processes out until it is closed: one that wants to share the database waits.
  ///
  /// @return empty if another one has it open now, or keeps others out
  Optional<Held> tryAlone();

  /// Which of the slots this process has, if it shares the database.
  OptionalInt slot();

  /// Whether another process that lives has the slot.
  default boolean isTaken(int slot) {
    if (slot().equals(OptionalInt.of(slot))) {
      return false;
    }
    Optional<Held> free = tryLock(SLOTS + slot);
    free.ifPresent(Held::close);
    return free.isEmpty();
  }

  /// A byte that this process holds until it is closed.
  interface Held extends AutoCloseable {
    @Override
    void close();
  }
}
