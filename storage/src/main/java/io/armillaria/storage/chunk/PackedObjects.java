package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Finds objects in packs. Any thread may look up while others add.
///
/// Several places may claim an object: its first 64 bits may be those of another one, a header may
/// have been damaged since it was read, and an object that was found damaged is stored again. So
/// each look-up goes on until a place keeps what it promises.
final class PackedObjects {
  private final PackDirectory packs;
  private final ChunkHash hash;

  /// Objects that do not lie in memory as they are.
  private final ChunkCache cache;

  PackedObjects(PackDirectory packs, ChunkHash hash, ChunkCache cache) {
    this.packs = packs;
    this.hash = hash;
    this.cache = cache;
  }

  /// Looks at one candidate.
  private interface Visitor<T> {
    /// @return null to go on
    T candidate(Pack pack, Places places, int slot);
  }

  /// Shows the candidates for an object, those in the newest pack first, until one gives something.
  private <T> T search(ChunkId id, Visitor<T> visitor) {
    return search(packs.packs(), id, visitor);
  }

  private static <T> T search(Pack[] all, ChunkId id, Visitor<T> visitor) {
    for (int i = all.length - 1; i >= 0; i--) {
      for (Places places : all[i].contents().places()) {
        for (int slot = places.first(id); slot >= 0; slot = places.next(id, slot)) {
          T result = visitor.candidate(all[i], places, slot);
          if (result != null) {
            return result;
          }
        }
      }
    }
    return null;
  }

  /// The object, its bytes verified now or earlier; Corrupt if there are only damaged ones. Who
  /// began to read before a pack was put aside finds it there too.
  Optional<MemorySegment> find(ChunkId id) {
    Optional<MemorySegment> cached = cache.get(id);
    if (cached.isPresent()) {
      return cached;
    }
    String[] damaged = {null};
    Visitor<MemorySegment> visitor =
        (pack, places, slot) -> {
          MemorySegment object = verified(pack, places, slot, id);
          if (object == null && isClaimed(pack, places.place(slot), id)) {
            damaged[0] = pack.name();
          }
          return object;
        };
    MemorySegment found = search(id, visitor);
    if (found == null) {
      found = search(packs.retired(), id, visitor);
    }
    if (found == null && damaged[0] != null) {
      throw ChunkFailures.damaged(id, damaged[0]);
    }
    return Optional.ofNullable(found);
  }

  private MemorySegment verified(Pack pack, Places places, int slot, ChunkId id) {
    long place = places.place(slot);
    if (Place.isVerified(place)) {
      MemorySegment direct = pack.reader().direct(Place.offset(place), id);
      if (direct != null) {
        return direct;
      }
    }
    Optional<MemorySegment> object = object(pack, place, id);
    if (object.isEmpty() || !hash.of(object.get()).equals(id)) {
      return null;
    }
    places.mark(slot);
    if (pack.reader().direct(Place.offset(place), id) == null) {
      cache.put(id, object.get());
    }
    return object.get();
  }

  private static boolean isClaimed(Pack pack, long place, ChunkId id) {
    return header(pack, place, id).isPresent();
  }

  /// Whether the object is there with exactly these bytes, of which `id` is the hash, and durable
  /// after the next force.
  ///
  /// What an earlier process left is compared before it is relied on: when the power went, an
  /// entry's header may have reached the disk and the object not.
  ///
  /// @param usable tells whether a pack may be relied on
  boolean holds(ChunkId id, MemorySegment bytes, Predicate<Pack> usable) {
    Boolean held =
        search(
            id,
            (pack, places, slot) -> {
              long place = places.place(slot);
              boolean equal =
                  Place.isVerified(place)
                      ? header(pack, place, id).isPresent()
                      : object(pack, place, id)
                          .filter(found -> found.mismatch(bytes) < 0)
                          .isPresent();
              if (!equal || !pack.isDurableOnceForced(Place.offset(place)) || !usable.test(pack)) {
                return null;
              }
              places.mark(slot);
              return true;
            });
    return held != null;
  }

  /// The object at `place`, not verified, if its header says that it is `id`.
  Optional<MemorySegment> object(Pack pack, long place, ChunkId id) {
    Optional<EntryHeader> header = header(pack, place, id);
    if (header.isEmpty()) {
      return Optional.empty();
    }
    MemorySegment stored = pack.reader().stored(Place.offset(place), header.get());
    return header.get().compression() == EntryHeader.UNCOMPRESSED
        ? Optional.of(stored)
        : Deflate.decompress(stored, header.get().length());
  }

  /// The header at `place`, if it verifies and is that of `id`.
  private static Optional<EntryHeader> header(Pack pack, long place, ChunkId id) {
    return pack.reader().header(Place.offset(place)).filter(header -> header.id().equals(id));
  }

  /// The object's header, unless it is not there.
  Optional<EntryHeader> header(ChunkId id) {
    return Optional.ofNullable(
        search(id, (pack, places, slot) -> header(pack, places.place(slot), id).orElse(null)));
  }

  /// Shows every object once, in the order of the packs.
  void forEach(Consumer<EntryHeader> visitor) {
    for (Pack pack : packs.packs()) {
      for (Places places : pack.contents().places()) {
        places
            .places()
            .forEach(
                offset ->
                    pack.reader()
                        .header(offset)
                        .filter(header -> isFirst(pack, offset, header.id()))
                        .ifPresent(visitor));
      }
    }
  }

  /// Whether a look-up for the object finds it there first.
  private boolean isFirst(Pack pack, long offset, ChunkId id) {
    Boolean first =
        search(
            id,
            (other, places, slot) -> {
              long place = places.place(slot);
              return header(other, place, id).isEmpty()
                  ? null
                  : (Boolean) (other == pack && Place.offset(place) == offset);
            });
    return first != null && first;
  }
}
