package io.armillaria.storage.file;

/// Which collection of garbage runs, for all processes of a database to see: a number that is odd
/// while one does, and grows. Only who has the right to collect changes it.
public final class CollectionNumber {
  private static final int WORD = 6;
  private static final long MOST = 1L << 60;

  private final ProcessLocks locks;
  private final SharedWords words;

  public CollectionNumber(Processes processes) {
    this.locks = processes.locks();
    this.words = processes.words();
    // after a power cut the words may have anything
    long found = words.get(WORD);
    if (found < 0 || found > MOST) {
      words.compareAndSet(WORD, found, 0);
    }
  }

  public static boolean isRunning(long number) {
    return (number & 1) != 0;
  }

  public long get() {
    return words.get(WORD);
  }

  /// Begins a collection, while none runs.
  ///
  /// @return its number
  public long begin() {
    words.set(WORD, get() + 1);
    return get();
  }

  /// Ends the collection that runs, if one does.
  public void end() {
    if (isRunning(get())) {
      words.set(WORD, get() + 1);
    }
  }

  /// Ends a collection whose process has died; for those who have no right to collect.
  public void endIfDead() {
    if (isRunning(get())) {
      locks
          .tryLock(ProcessLocks.COLLECT)
          .ifPresent(
              right -> {
                try (right) {
                  end();
                }
              });
    }
  }
}
