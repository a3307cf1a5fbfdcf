package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;

/// Two homes as one store: new objects go to the first, those that are there are found in both.
final class RoutedChunkStore implements ChunkStore {
  private final HomeStore first;
  private final HomeStore second;
  private final ChunkHash hash;

  RoutedChunkStore(HomeStore first, HomeStore second, ChunkHash hash) {
    this.first = first;
    this.second = second;
    this.hash = hash;
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes) {
    ChunkId id = hash.of(bytes);
    if (!second.holds(id, bytes)) {
      first.put(kind, bytes, id);
    }
    return id;
  }

  /// Where one home has the object damaged, the other may have it whole.
  @Override
  public MemorySegment get(ChunkId id) {
    if (!second.contains(id)) {
      return first.get(id);
    }
    if (!first.contains(id)) {
      return second.get(id);
    }
    try {
      return first.get(id);
    } catch (DatabaseException e) {
      return getSecond(id, e);
    }
  }

  private MemorySegment getSecond(ChunkId id, DatabaseException firstFailure) {
    try {
      return second.get(id);
    } catch (DatabaseException e) {
      e.addSuppressed(firstFailure);
      throw e;
    }
  }

  private HomeStore homeOf(ChunkId id) {
    return second.contains(id) && !first.contains(id) ? second : first;
  }

  @Override
  public boolean contains(ChunkId id) {
    return first.contains(id) || second.contains(id);
  }

  @Override
  public long size(ChunkId id) {
    return homeOf(id).size(id);
  }

  @Override
  public long storedBytes(ChunkId id) {
    return homeOf(id).storedBytes(id);
  }

  @Override
  public void force() {
    first.force();
    second.force();
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    first.forEach(visitor);
    second.forEach(
        chunk -> {
          if (!first.contains(chunk.id())) {
            visitor.accept(chunk);
          }
        });
  }

  @Override
  public void close() {
    try {
      first.close();
    } finally {
      second.close();
    }
  }
}
