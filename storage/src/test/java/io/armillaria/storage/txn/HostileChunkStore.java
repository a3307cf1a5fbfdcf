package io.armillaria.storage.txn;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.Packing;
import io.armillaria.storage.chunk.StoredChunk;
import io.armillaria.storage.failure.Failure;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A store that refuses what it is told to refuse.
final class HostileChunkStore implements ChunkStore {
  private final ChunkStore store;
  Predicate<ChunkKind> refuses = kind -> false;

  HostileChunkStore(ChunkStore store) {
    this.store = store;
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes, Packing packing) {
    if (refuses.test(kind)) {
      throw new Failure.DiskFull("No room for a " + kind + ".").raise();
    }
    return store.put(kind, bytes, packing);
  }

  @Override
  public MemorySegment get(ChunkId id) {
    return store.get(id);
  }

  @Override
  public boolean contains(ChunkId id) {
    return store.contains(id);
  }

  @Override
  public long size(ChunkId id) {
    return store.size(id);
  }

  @Override
  public long storedBytes(ChunkId id) {
    return store.storedBytes(id);
  }

  @Override
  public void force() {
    store.force();
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    store.forEach(visitor);
  }

  @Override
  public void close() {
    store.close();
  }
}
