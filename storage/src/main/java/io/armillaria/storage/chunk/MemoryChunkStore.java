package io.armillaria.storage.chunk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Objects in off-heap memory, like mapped ones, so that whoever reads them sees one sort of
/// memory.
final class MemoryChunkStore implements HomeStore {
  private final ChunkHash hash;
  private final ConcurrentHashMap<ChunkId, Entry> entries = new ConcurrentHashMap<>();
  private final ReentrantLock allocating = new ReentrantLock();
  private final Arena arena = Arena.ofShared();
  private final MemorySlabs slabs = new MemorySlabs(arena);
  private final StoreState state = new StoreState();

  private record Entry(ChunkKind kind, MemorySegment bytes) {}

  MemoryChunkStore(ChunkHash hash) {
    this.hash = hash;
  }

  @Override
  public ChunkId put(ChunkKind kind, MemorySegment bytes, Packing packing) {
    ChunkId id = hash.of(bytes);
    put(kind, bytes, id, packing);
    return id;
  }

  /// Objects stay as they are, whatever `packing` says.
  @Override
  public void put(ChunkKind kind, MemorySegment bytes, ChunkId id, Packing packing) {
    state.checkOpen();
    if (entries.containsKey(id)) {
      return;
    }
    allocating.lock();
    try {
      state.checkOpen();
      if (!entries.containsKey(id)) {
        MemorySegment copy = slabs.allocate(bytes.byteSize());
        copy.copyFrom(bytes);
        entries.put(id, new Entry(kind, copy.asReadOnly()));
      }
    } finally {
      allocating.unlock();
    }
  }

  @Override
  public boolean holds(ChunkId id, MemorySegment bytes) {
    return find(id).isPresent();
  }

  @Override
  public Optional<MemorySegment> find(ChunkId id) {
    state.checkOpen();
    return Optional.ofNullable(entries.get(id)).map(Entry::bytes);
  }

  @Override
  public boolean refresh(boolean thorough) {
    return false;
  }

  @Override
  public Optional<EntryHeader> header(ChunkId id) {
    state.checkOpen();
    return Optional.ofNullable(entries.get(id))
        .map(entry -> EntryHeader.uncompressed(entry.kind(), entry.bytes().byteSize(), id));
  }

  @Override
  public void force() {
    state.checkOpen();
  }

  @Override
  public void forEach(Consumer<StoredChunk> visitor) {
    state.checkOpen();
    entries.forEach(
        (id, entry) -> {
          long bytes = entry.bytes().byteSize();
          visitor.accept(new StoredChunk(id, entry.kind(), bytes, bytes, ChunkHome.MEMORY));
        });
  }

  @Override
  public void close() {
    allocating.lock();
    try {
      if (state.close()) {
        arena.close();
      }
    } finally {
      allocating.unlock();
    }
  }
}
