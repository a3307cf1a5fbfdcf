package io.armillaria.storage.file;

import java.util.OptionalInt;

/// What each process that shares a database tells the others: figures in the shared words of its
/// slot, void as soon as the process has ended. One that has its database for itself tells nobody.
public final class Processes {
  /// The first word of slot 0.
  private static final int FIRST = 64;

  /// Words of a slot.
  private static final int WORDS = 4;

  private final ProcessLocks locks;
  private final SharedWords words;

  /// What there is to tell. A process that opens the database tells 0 for each: it may need
  /// everything.
  public enum Figure {
    /// The newest frame of the log that the process has read.
    FRAME(0);

    private final int word;

    Figure(int word) {
      this.word = word;
    }
  }

  public Processes(ProcessLocks locks, SharedWords words) {
    this.locks = locks;
    this.words = words;
  }

  public static Processes of(FileSystem.Lock directory) {
    return new Processes(directory.locks(), directory.words());
  }

  /// Forgets what the slot's earlier process told; before anything of the database is read.
  public void enter() {
    for (Figure figure : Figure.values()) {
      tell(figure, 0);
    }
  }

  public void tell(Figure figure, long value) {
    OptionalInt own = locks.slot();
    if (own.isPresent()) {
      words.set(word(own.getAsInt(), figure), value);
    }
  }

  /// The least of `own` and what the other processes tell.
  public long least(Figure figure, long own) {
    long least = own;
    for (int slot = 0; slot < ProcessLocks.SLOT_COUNT; slot++) {
      if (locks.isTaken(slot)) {
        least = Math.min(least, words.get(word(slot, figure)));
      }
    }
    return least;
  }

  private static int word(int slot, Figure figure) {
    return FIRST + slot * WORDS + figure.word;
  }
}
