package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A store that can be one of several: the caller has named the object already.
interface HomeStore extends ChunkStore {

  /// The object as [#get] gives it, if it is here.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt, if it is damaged
  Optional<MemorySegment> find(ChunkId id);

  @Override
  default MemorySegment get(ChunkId id) {
    return find(id).orElseThrow(() -> ChunkFailures.missing(id));
  }

  /// Stores an object whose name is `id`, unless [#holds] it.
  void put(ChunkKind kind, MemorySegment bytes, ChunkId id);

  /// Whether the object is here, undamaged, and durable after the next [#force].
  boolean holds(ChunkId id, MemorySegment bytes);
}
