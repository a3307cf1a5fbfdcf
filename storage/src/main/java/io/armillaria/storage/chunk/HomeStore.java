package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;

/// A store that can be one of several: the caller has named the object already.
interface HomeStore extends ChunkStore {

  /// Stores an object whose name is `id`, unless [#holds] it.
  void put(ChunkKind kind, MemorySegment bytes, ChunkId id);

  /// Whether the object is here, undamaged, and durable after the next [#force].
  boolean holds(ChunkId id, MemorySegment bytes);
}
