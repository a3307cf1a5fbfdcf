package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Supplier;

/// A store that can be one of several: the caller has named the object already.
interface HomeStore extends ChunkStore {

  /// The object as [#get] gives it, if it is here.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, if it is damaged
  Optional<MemorySegment> find(ChunkId id);

  @Override
  default MemorySegment get(ChunkId id) {
    return found(() -> find(id)).orElseThrow(() -> ChunkFailures.missing(id));
  }

  /// Looks for objects that other processes have stored.
  ///
  /// @param thorough whether also where it takes long
  /// @return whether a look-up that failed may succeed now
  boolean refresh(boolean thorough);

  /// Looks up until it succeeds or no other process can have stored the object.
  default <T> Optional<T> found(Supplier<Optional<T>> search) {
    Optional<T> result = search.get();
    if (result.isEmpty() && refresh(false)) {
      result = search.get();
    }
    if (result.isEmpty() && refresh(true)) {
      result = search.get();
    }
    return result;
  }

  /// Stores an object whose name is `id`, unless [#holds] it.
  void put(ChunkKind kind, MemorySegment bytes, ChunkId id, Packing packing);

  /// The object's header, if it is here.
  Optional<EntryHeader> header(ChunkId id);

  @Override
  default boolean contains(ChunkId id) {
    return found(() -> header(id)).isPresent();
  }

  @Override
  default long size(ChunkId id) {
    return found(() -> header(id)).orElseThrow(() -> ChunkFailures.missing(id)).length();
  }

  @Override
  default long storedBytes(ChunkId id) {
    return found(() -> header(id)).orElseThrow(() -> ChunkFailures.missing(id)).storedLength();
  }

  /// Whether the object is here, undamaged, and durable after the next [#force].
  boolean holds(ChunkId id, MemorySegment bytes);
}
