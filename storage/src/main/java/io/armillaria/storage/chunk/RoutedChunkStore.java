package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.function.Consumer;

/// Two homes as one store: objects that are there are found in both, new ones go to one of them.
final class RoutedChunkStore implements ChunkStore {
  private final HomeStore first;
  private final HomeStore second;
  private final HomeStore target;
  private final ChunkHash hash;

  /// `first` is asked before `second`: it should be the one that says no faster. `target`, one of
  /// them, gets the new objects.
  RoutedChunkStore(HomeStore first, HomeStore second, HomeStore target, ChunkHash hash) {
    this.first = first;
    this.second = second;
    this.target = target;
    this.hash = hash;
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes, Packing packing) {
    ChunkId id = hash.of(bytes);
    HomeStore other = target == first ? second : first;
    if (!other.holds(id, bytes)) {
      target.put(kind, bytes, id, packing);
    }
    return id;
  }

  /// Where one home has the object damaged, the other may have it whole.
  @Override
  public MemorySegment get(ChunkId id) {
    Optional<MemorySegment> found;
    try {
      found = first.find(id);
    } catch (DatabaseException e) {
      return getSecond(id, e);
    }
    return found
        .or(() -> second.find(id))
        .or(() -> refreshed(id))
        .orElseThrow(() -> ChunkFailures.missing(id));
  }

  /// The object, if another process has stored it meanwhile.
  private Optional<MemorySegment> refreshed(ChunkId id) {
    Optional<MemorySegment> found = first.found(() -> first.find(id));
    return found.isPresent() ? found : second.found(() -> second.find(id));
  }

  private MemorySegment getSecond(ChunkId id, DatabaseException failure) {
    if (!second.contains(id)) {
      throw failure;
    }
    try {
      return second.get(id);
    } catch (DatabaseException e) {
      failure.addSuppressed(e);
      throw failure;
    }
  }

  private HomeStore homeOf(ChunkId id) {
    return !second.contains(id) || first.contains(id) ? first : second;
  }

  @Override
  public boolean contains(ChunkId id) {
    return second.contains(id) || first.contains(id);
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
  public Pin pin() {
    return first.pin();
  }

  /// Loose files are not collected.
  @Override
  public Optional<GarbageCollection> collect() {
    return first.collect();
  }

  @Override
  public void checkpoint() {
    first.checkpoint();
    second.checkpoint();
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
