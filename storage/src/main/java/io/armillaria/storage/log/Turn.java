package io.armillaria.storage.log;

import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.Processes;
import io.armillaria.storage.file.SharedWords;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Whether it is this process's turn to write to the log. One process at a time has it, from its
/// first record until nothing of its own is on the way; one that another process waits for gives it
/// up soon.
///
/// The shared words: how far the log is durable, for readers; whether the holder is in the middle
/// of its turn, by which the next one sees that it died; whether a force failed; whether somebody
/// waits; and how many turns there were. Guarded by the log's lock but for [#acquire], which one
/// thread at a time calls, and [#through].
final class Turn {
  private static final int THROUGH = 0;
  private static final int BUSY = 1;
  private static final int FAILED = 2;
  private static final int WANTED = 3;
  private static final int TURNS = 4;

  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long POLITENESS = TimeUnit.MILLISECONDS.toNanos(5);

  private final ProcessLocks locks;
  private final SharedWords words;
  private final Processes processes;
  private Optional<ProcessLocks.Held> held = Optional.empty();
  private long since;
  private boolean holderDied;

  /// The number of turns when this process let another one go first; -1 if it did not.
  private long givenUpAt = -1;

  Turn(LogSharing sharing) {
    this.locks = sharing.locks();
    this.words = sharing.words();
    this.processes = new Processes(locks, words);
  }

  boolean isHeld() {
    return held.isPresent();
  }

  /// Waits for the turn and takes it.
  void acquire() {
    letOthersGoFirst();
    Optional<ProcessLocks.Held> free = locks.tryLock(ProcessLocks.COMMIT);
    if (free.isEmpty()) {
      words.set(WANTED, 1);
      free = Optional.of(locks.lock(ProcessLocks.COMMIT));
      words.set(WANTED, 0);
    }
    held = free;
    since = System.nanoTime();
    holderDied = words.get(BUSY) != 0;
    words.set(BUSY, 1);
    words.set(TURNS, words.get(TURNS) + 1);
  }

  /// Who waits needs a moment to wake up; who died while waiting gets it once.
  private void letOthersGoFirst() {
    if (givenUpAt >= 0) {
      long start = System.nanoTime();
      while (words.get(TURNS) == givenUpAt && System.nanoTime() - start < POLITENESS) {
        LockSupport.parkNanos(20_000);
      }
      if (words.get(TURNS) == givenUpAt) {
        words.set(WANTED, 0);
      }
      givenUpAt = -1;
    }
  }

  /// Whether the last holder ended in the middle of its turn.
  boolean holderDied() {
    return holderDied;
  }

  /// Whether others have waited long enough.
  boolean isOver() {
    return words.get(WANTED) != 0 && System.nanoTime() - since > LONGEST;
  }

  /// Gives the turn up in order: all frames through `sequence` may be read.
  void release(long sequence) {
    publish(sequence);
    words.set(BUSY, 0);
    abandon();
  }

  /// Gives the turn up in its middle: the next holder looks at what there is.
  void abandon() {
    if (words.get(WANTED) != 0) {
      givenUpAt = words.get(TURNS);
    }
    Optional<ProcessLocks.Held> mine = held;
    held = Optional.empty();
    mine.ifPresent(ProcessLocks.Held::close);
  }

  /// Lets readers see all frames through `sequence`.
  void publish(long sequence) {
    words.set(THROUGH, sequence);
  }

  /// Tells the other processes that this one has read all frames through `sequence`.
  void know(long sequence) {
    processes.tell(Processes.Figure.FRAME, sequence);
  }

  /// All frames through this one may be read.
  long through() {
    return words.get(THROUGH);
  }

  /// Lets no process write any more until the log is opened again.
  void fail() {
    words.set(FAILED, 1);
  }

  boolean hasFailed() {
    return words.get(FAILED) != 0;
  }

  /// Forgets what earlier processes left; with the turn held, when the log has been recovered.
  void reset() {
    words.set(FAILED, 0);
    holderDied = false;
  }
}
