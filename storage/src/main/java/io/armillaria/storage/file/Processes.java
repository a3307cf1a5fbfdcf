package io.armillaria.storage.file;

import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What each process that shares a database tells the others: figures in the shared words of its
/// slot, void as soon as the process has ended. One that has its database for itself tells nobody.
public final class Processes {
  private static final int HORIZONS = 7;

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
    FRAME(0),

    /// The number of the collection that the oldest one knew of who writes objects that nothing
    /// refers to yet.
    WRITER(1),

    /// The number of the collection that the oldest one knew of who reads.
    READER(2),

    /// The last commit of the oldest moment that is read.
    MOMENT(3);

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

  /// A process that has its database for itself.
  public static Processes alone() {
    return new Processes(ProcessLocks.alone(), SharedWords.alone());
  }

  public ProcessLocks locks() {
    return locks;
  }

  SharedWords words() {
    return words;
  }

  /// Forgets what the slot's earlier process told, and says that this one heeds the collections of
  /// others; before anything of the database is read.
  public void enter() {
    for (Figure figure : Figure.values()) {
      tell(figure, 0);
    }
    locks.slot().ifPresent(own -> locks.lock(ProcessLocks.HEEDING + own));
  }

  public void tell(Figure figure, long value) {
    OptionalInt own = locks.slot();
    if (own.isPresent()) {
      words.set(word(own.getAsInt(), figure), value);
    }
  }

  /// Whether another process shares the database.
  public boolean others() {
    return taken().findAny().isPresent();
  }

  /// The least of `own` and what the other processes tell.
  public long least(Figure figure, long own) {
    return Math.min(own, least(figure, taken().boxed().toList()));
  }

  private IntStream taken() {
    return IntStream.range(0, ProcessLocks.SLOT_COUNT).filter(locks::isTaken);
  }

  /// The least of what the processes of those slots tell; 0 where one does not heed collections,
  /// because it has only just come, or is older than they are.
  public long least(Figure figure, Collection<Integer> slots) {
    long least = Long.MAX_VALUE;
    for (int slot : slots) {
      Optional<ProcessLocks.Held> deaf = locks.tryLock(ProcessLocks.HEEDING + slot);
      deaf.ifPresent(ProcessLocks.Held::close);
      least = Math.min(least, deaf.isPresent() ? 0 : words.get(word(slot, figure)));
    }
    return least;
  }

  /// A number that changes whenever the horizons of the retention do.
  public long horizons() {
    return words.get(HORIZONS);
  }

  public void changeHorizons() {
    words.set(HORIZONS, horizons() + 1);
  }

  private static int word(int slot, Figure figure) {
    return FIRST + slot * WORDS + figure.word;
  }
}
