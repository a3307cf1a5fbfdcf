package io.armillaria.storage.chunk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Where the newest objects of a pack lie: 16 bytes a slot, open addressing by the first 64 bits of
/// the hash. The entry's header has the whole hash, so a found place is a candidate only.
///
/// One thread at a time adds; any number looks up meanwhile, without locks. A slot's key is written
/// before its place, and a place is read before its key, so whoever sees a place sees its key. A
/// full table is copied into a larger one; marks that are set during the copying may be lost, which
/// costs another verification.
final class PlaceIndex {
  private static final int FIRST_SLOTS = 256;

  private volatile Table table = new Table(FIRST_SLOTS);
  private volatile int size;

  /// The slots of one moment.
  Table table() {
    return table;
  }

  /// How many candidates there are.
  int size() {
    return size;
  }

  /// Adds a candidate for `id`, behind those that are there.
  void add(ChunkId id, long place) {
    add(id.first(), place);
  }

  /// Adds those candidates that lie at `from` or behind to another index.
  void copyTo(PlaceIndex target, long from) {
    Table current = table;
    for (int slot = 0; slot < current.slots(); slot++) {
      long place = current.place(slot);
      if (Place.offset(place) >= from) {
        target.add(current.key(slot), place);
      }
    }
  }

  private synchronized void add(long key, long place) {
    Table current = table;
    if (size >= current.slots() / 2) {
      current = new Table(Math.multiplyExact(current.slots(), 2));
      current.addAll(table);
      table = current;
    }
    current.add(key, place);
    size++;
  }

  /// A place is never 0.
  static final class Table implements Places {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] keys;
    private final long[] places;
    private final int mask;

    Table(int slots) {
      this.keys = new long[slots];
      this.places = new long[slots];
      this.mask = slots - 1;
    }

    int slots() {
      return places.length;
    }

    @Override
    public int first(ChunkId id) {
      return search(id.first(), home(id.first()));
    }

    @Override
    public int next(ChunkId id, int slot) {
      return search(id.first(), (slot + 1) & mask);
    }

    /// The first 64 bits of the hash of the object in a slot that is not empty.
    long key(int slot) {
      return keys[slot];
    }

    @Override
    public long place(int slot) {
      return (long) ELEMENT.getAcquire(places, slot);
    }

    @Override
    public LongStream places() {
      return IntStream.range(0, slots())
          .mapToLong(this::place)
          .filter(place -> place != 0)
          .map(Place::offset)
          .sorted();
    }

    @Override
    public LongStream keys() {
      return IntStream.range(0, slots()).filter(slot -> place(slot) != 0).mapToLong(this::key);
    }

    @Override
    public void mark(int slot) {
      ELEMENT.getAndBitwiseOrRelease(places, slot, Place.VERIFIED);
    }

    private int search(long key, int from) {
      int slot = from;
      while (true) {
        if (place(slot) == 0) {
          return -1;
        }
        if (keys[slot] == key) {
          return slot;
        }
        slot = (slot + 1) & mask;
      }
    }

    private void add(long key, long place) {
      int slot = home(key);
      while (places[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      keys[slot] = key;
      ELEMENT.setRelease(places, slot, place);
    }

    /// Keeps the order of the candidates for one key.
    private void addAll(Table old) {
      int start = 0;
      while (old.place(start) != 0) {
        start++;
      }
      for (int i = 1; i <= old.slots(); i++) {
        int slot = (start + i) & old.mask;
        if (old.place(slot) != 0) {
          add(old.keys[slot], old.place(slot));
        }
      }
    }

    private int home(long key) {
      return (int) key & mask;
    }
  }
}
