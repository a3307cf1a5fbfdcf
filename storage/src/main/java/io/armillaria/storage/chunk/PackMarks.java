package io.armillaria.storage.chunk;

import java.util.Comparator;
import java.util.Set;
import java.util.stream.IntStream;

/// What a collection keeps of one pack: a bit for each slot of its index.
///
/// Marks are set by the collection, and by those who put objects that the pack has already, until
/// the pack is swept; nobody relies on it afterwards.
final class PackMarks {
  private final Pack pack;
  private final PackIndex index;
  private final long[] bits;
  private boolean swept;

  PackMarks(Pack pack, PackIndex index) {
    this.pack = pack;
    this.index = index;
    this.bits = new long[(index.count() + 63) / 64];
  }

  Pack pack() {
    return pack;
  }

  /// Keeps all objects that may have this id.
  synchronized void mark(ChunkId id) {
    for (int slot = index.first(id); slot >= 0; slot = index.next(id, slot)) {
      bits[slot >>> 6] |= 1L << slot;
    }
  }

  /// Keeps all objects of these kinds, and those whose headers do not tell.
  synchronized void mark(Set<ChunkKind> kinds) {
    for (int slot = 0; slot < index.count(); slot++) {
      if (!isMarked(slot)
          && pack.reader()
              .header(Place.offset(index.place(slot)))
              .map(header -> kinds.contains(header.kind()))
              .orElse(true)) {
        bits[slot >>> 6] |= 1L << slot;
      }
    }
  }

  /// Keeps an object for somebody who relies on it.
  ///
  /// @return false if it is too late
  synchronized boolean rely(ChunkId id) {
    if (!swept) {
      mark(id);
    }
    return !swept;
  }

  /// From now on nothing is kept in addition.
  synchronized void sweep() {
    swept = true;
  }

  synchronized boolean isMarked(int slot) {
    return (bits[slot >>> 6] >>> slot & 1) != 0;
  }

  /// The places that are kept, in the order of the file.
  synchronized long[] keptPlaces() {
    return IntStream.range(0, index.count())
        .filter(this::isMarked)
        .mapToLong(index::place)
        .boxed()
        .sorted(Comparator.comparingLong(Place::offset))
        .mapToLong(Long::longValue)
        .toArray();
  }

  GarbageCollection.Garbage garbage() {
    long objects = 0;
    long bytes = 0;
    for (int slot = 0; slot < index.count(); slot++) {
      if (!isMarked(slot)) {
        objects++;
        bytes += index.stride(slot);
      }
    }
    return new GarbageCollection.Garbage(objects, bytes);
  }
}
