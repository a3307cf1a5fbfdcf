package io.armillaria.storage.lock;

import io.armillaria.storage.file.SharedTable;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The locks that the transactions of one process hold and wait for, in words that all processes
/// read. Its process changes it by one thread at a time; others look things up meanwhile.
///
/// | words | |
/// |---|---|
/// | 0 | the generation: a counter, and in the lowest byte the region, twice its level and its side |
/// | 1 | how many locks there are |
/// | 64 to 1087 | 256 records of who waits: the owner's number or 0; the kind of lock, + 8 when another process has it; the lock's hash; its table's hash |
/// | from 4096 | for each level *n* two regions, side 0 and 1, of 256 * 2^*n* entries |
///
/// An entry is a key (0 free, 1 gone), an owner's number, and the hash of the table. It lies at the
/// key's place or behind, up to the first free one, and never moves. The key is a lock's hash; or
/// [#rowsKey], which says that rows of the table are locked. When a region is full what is left
/// goes to another one, which is the generation that counts from then on: a reader looks again if
/// it has changed meanwhile.
///
/// Generation and number of locks are written last, and read first.
final class LockRegister {
  static final long FREE = 0;
  static final long GONE = 1;

  static final int MOST_WAITS = 256;

  private static final int GENERATION = 0;
  private static final int COUNT = 1;
  private static final int WAITS = 64;
  private static final int WAIT_WORDS = 4;
  private static final int REMOTE = 8;
  private static final int ENTRIES = 4096;
  private static final int ENTRY_WORDS = 3;
  private static final int SMALLEST = 256;

  private final SharedTable words;

  /// For the process that the register belongs to.
  private int live;

  private int used;
  private int locks;

  /// How many rows of each table are locked.
  private final Map<Long, Integer> rows = new HashMap<>();

  LockRegister(SharedTable words) {
    this.words = words;
  }

  /// @param remote whether another process has the lock
  record Wait(long owner, boolean remote, LockHash name) {}

  /// Where the entries of a generation are.
  private record Region(long start, int capacity) {
    static Region of(long generation) {
      int level = (int) (generation & 0xFF) >>> 1;
      long side = generation & 1;
      long before = 2 * ((1L << level) - 1) + (side << level);
      return new Region(ENTRIES + before * SMALLEST * ENTRY_WORDS, SMALLEST << level);
    }

    long end() {
      return start + (long) capacity * ENTRY_WORDS;
    }

    long entry(long index) {
      return start + (index & (capacity - 1)) * ENTRY_WORDS;
    }
  }

  /// The key that says that rows of a table are locked.
  private static long rowsKey(long table) {
    long key = table ^ 0x6C62272E07BB0142L;
    return key == FREE || key == GONE ? ~table : key;
  }

  // ---- for its own process

  /// Makes it empty, whatever an earlier process left.
  void reset() {
    words.grow(ENTRIES);
    words.publish(COUNT, 0);
    for (int i = 0; i < MOST_WAITS; i++) {
      words.set(wait(i), 0);
    }
    locks = 0;
    live = 0;
    used = 0;
    rows.clear();
    long next = next(0);
    clear(Region.of(next));
    words.publish(GENERATION, next);
  }

  private long next(int level) {
    long generation = words.get(GENERATION);
    return ((generation >>> 8) + 1) << 8 | (long) level << 1 | ((generation & 1) ^ 1);
  }

  private void clear(Region region) {
    words.grow(region.end());
    for (long at = region.start(); at < region.end(); at += ENTRY_WORDS) {
      words.set(at, FREE);
    }
  }

  void add(LockHash name, long owner) {
    put(name.name(), owner, name.table());
    if (name.kind() == LockHash.Kind.ROW && rows.merge(name.table(), 1, Integer::sum) == 1) {
      put(rowsKey(name.table()), 0, name.table());
    }
    words.publish(COUNT, ++locks);
  }

  void remove(LockHash name) {
    take(name.name());
    if (name.kind() == LockHash.Kind.ROW && rows.merge(name.table(), -1, Integer::sum) == 0) {
      rows.remove(name.table());
      take(rowsKey(name.table()));
    }
    words.publish(COUNT, --locks);
  }

  private void put(long key, long number, long table) {
    Region region = Region.of(words.get(GENERATION));
    long index = key;
    long gone = -1;
    long at = region.entry(index);
    while (words.get(at) != FREE && words.get(at) != key) {
      gone = gone < 0 && words.get(at) == GONE ? at : gone;
      at = region.entry(++index);
    }
    if (words.get(at) == key) {
      words.set(at + 1, number);
      return;
    }
    if (gone < 0 && (used + 1) * 4L > region.capacity() * 3L) {
      rebuild(region);
      put(key, number, table);
      return;
    }
    used += gone < 0 ? 1 : 0;
    live++;
    long place = gone < 0 ? at : gone;
    words.set(place + 1, number);
    words.set(place + 2, table);
    words.set(place, key);
  }

  private void take(long key) {
    long at = place(Region.of(words.get(GENERATION)), key);
    if (at >= 0) {
      words.set(at, GONE);
      live--;
    }
  }

  /// Moves what is left to a region that is a quarter full at most.
  private void rebuild(Region old) {
    int level = 0;
    while (SMALLEST << level < 4L * (live + 1)) {
      level++;
    }
    long next = next(level);
    Region region = Region.of(next);
    clear(region);
    int moved = 0;
    for (long from = old.start(); from < old.end(); from += ENTRY_WORDS) {
      long key = words.get(from);
      if (key != FREE && key != GONE) {
        long index = key;
        long at = region.entry(index);
        while (words.get(at) != FREE) {
          at = region.entry(++index);
        }
        words.set(at + 1, words.get(from + 1));
        words.set(at + 2, words.get(from + 2));
        words.set(at, key);
        moved++;
      }
    }
    live = moved;
    used = moved;
    words.publish(GENERATION, next);
  }

  /// Says who waits for what; a place that nobody else uses.
  void await(int place, Wait wait) {
    long at = wait(place);
    words.set(at + 1, wait.name().kind().code() | (wait.remote() ? REMOTE : 0));
    words.set(at + 2, wait.name().name());
    words.set(at + 3, wait.name().table());
    words.set(at, wait.owner());
  }

  void awaitNothing(int place) {
    words.set(wait(place), 0);
  }

  // ---- for all

  private static long wait(int place) {
    return WAITS + (long) place * WAIT_WORDS;
  }

  /// Whether anything is locked.
  boolean isEmpty() {
    return words.get(COUNT) == 0;
  }

  private OptionalLong find(long key) {
    while (true) {
      long generation = words.get(GENERATION);
      long at = place(Region.of(generation), key);
      long number = at < 0 ? 0 : words.get(at + 1);
      boolean same = at < 0 || words.get(at) == key;
      if (same && words.get(GENERATION) == generation) {
        return at < 0 ? OptionalLong.empty() : OptionalLong.of(number);
      }
    }
  }

  private long place(Region region, long key) {
    for (long index = key; index - key < region.capacity(); index++) {
      long at = region.entry(index);
      long found = words.get(at);
      if (found == key) {
        return at;
      }
      if (found == FREE) {
        return -1;
      }
    }
    return -1;
  }

  /// Whether a lock is in the way of that one.
  boolean blocks(LockHash name) {
    return switch (name.kind()) {
      case ROW -> find(name.name()).isPresent() || find(name.table()).isPresent();
      case TABLE -> find(name.name()).isPresent() || find(rowsKey(name.table())).isPresent();
      case OTHER -> find(name.name()).isPresent();
    };
  }

  /// The owners of the locks that are in the way of that one.
  Set<Long> blockers(LockHash name) {
    Set<Long> owners = new LinkedHashSet<>();
    find(name.name()).ifPresent(owners::add);
    if (name.kind() == LockHash.Kind.ROW) {
      find(name.table()).ifPresent(owners::add);
    } else if (name.kind() == LockHash.Kind.TABLE) {
      Region region = Region.of(words.get(GENERATION));
      for (long at = region.start(); at < region.end(); at += ENTRY_WORDS) {
        long key = words.get(at);
        if (key != FREE
            && key != GONE
            && key != rowsKey(name.table())
            && words.get(at + 2) == name.table()) {
          owners.add(words.get(at + 1));
        }
      }
    }
    return owners;
  }

  /// What the owner waits for, if anything.
  Optional<Wait> waitOf(long owner) {
    for (int place = 0; place < MOST_WAITS; place++) {
      long at = wait(place);
      if (words.get(at) == owner) {
        int kind = (int) words.get(at + 1);
        LockHash name =
            new LockHash(
                LockHash.Kind.of(kind & (REMOTE - 1)), words.get(at + 2), words.get(at + 3));
        Wait wait = new Wait(owner, (kind & REMOTE) != 0, name);
        if (words.get(at) == owner) {
          return Optional.of(wait);
        }
      }
    }
    return Optional.empty();
  }
}
