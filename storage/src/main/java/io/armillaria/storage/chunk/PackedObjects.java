package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/// Finds objects in packs. Any thread may look up while one adds.
///
/// Several places may claim an object: its first 64 bits may be those of another one, a header may
/// have been damaged since it was read, and an object that was found damaged is stored again. So
/// each look-up goes on until a place keeps what it promises.
final class PackedObjects {
  private final PackDirectory packs;
  private final PlaceIndex index;
  private final ChunkHash hash;

  PackedObjects(PackDirectory packs, PlaceIndex index, ChunkHash hash) {
    this.packs = packs;
    this.index = index;
    this.hash = hash;
  }

  void add(ChunkId id, long place) {
    index.add(id, place);
  }

  /// The object, its bytes verified now or earlier; Corrupt if there are only damaged ones.
  Optional<MemorySegment> find(ChunkId id) {
    String damaged = null;
    PlaceIndex.Table table = index.table();
    for (int slot = table.first(id); slot >= 0; slot = table.next(id, slot)) {
      long place = table.place(slot);
      Pack pack = packs.at(place);
      if (!pack.isEntry(Place.offset(place), id)) {
        continue;
      }
      if (Place.isVerified(place)) {
        return Optional.of(pack.object(Place.offset(place)));
      }
      Optional<MemorySegment> bytes = unverified(place, id);
      if (bytes.isPresent() && hash.of(bytes.get()).equals(id)) {
        table.mark(slot);
        return bytes;
      }
      damaged = "packs/" + pack.name();
    }
    if (damaged != null) {
      throw ChunkFailures.damaged(id, damaged);
    }
    return Optional.empty();
  }

  /// Whether the object is there with exactly these bytes, of which `id` is the hash.
  ///
  /// What an earlier process left is compared before it is relied on: when the power went, an
  /// entry's header may have reached the disk and the object not.
  boolean holds(ChunkId id, MemorySegment bytes) {
    PlaceIndex.Table table = index.table();
    for (int slot = table.first(id); slot >= 0; slot = table.next(id, slot)) {
      long place = table.place(slot);
      if (Place.isVerified(place)) {
        if (packs.at(place).isEntry(Place.offset(place), id)) {
          return true;
        }
      } else if (unverified(place, id).filter(found -> found.mismatch(bytes) < 0).isPresent()) {
        table.mark(slot);
        return true;
      }
    }
    return false;
  }

  private Optional<MemorySegment> unverified(long place, ChunkId id) {
    return header(place, id).map(header -> packs.at(place).object(Place.offset(place)));
  }

  /// The object's header, unless it is not there.
  Optional<EntryHeader> header(ChunkId id) {
    return header(locate(id), id);
  }

  /// The header at `place`, if it verifies and is that of `id`.
  private Optional<EntryHeader> header(long place, ChunkId id) {
    return place == 0 ? Optional.empty() : at(place).filter(header -> header.id().equals(id));
  }

  private Optional<EntryHeader> at(long place) {
    return packs.at(place).header(Place.offset(place));
  }

  /// The first place that claims the object, or 0.
  private long locate(ChunkId id) {
    PlaceIndex.Table table = index.table();
    for (int slot = table.first(id); slot >= 0; slot = table.next(id, slot)) {
      long place = table.place(slot) & ~Place.VERIFIED;
      if (header(place, id).isPresent()) {
        return place;
      }
    }
    return 0;
  }

  /// Shows every object once, in the order of the packs.
  void forEach(Consumer<EntryHeader> visitor) {
    index
        .table()
        .places()
        .forEach(
            place -> at(place).filter(header -> locate(header.id()) == place).ifPresent(visitor));
  }
}
