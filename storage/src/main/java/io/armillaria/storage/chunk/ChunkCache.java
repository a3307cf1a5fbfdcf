package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The objects that were read into memory last, up to a number of bytes. What falls out stays valid
/// for those who hold it.
final class ChunkCache {
  private final long capacity;
  private final LinkedHashMap<ChunkId, MemorySegment> entries =
      new LinkedHashMap<>(16, 0.75f, true);
  private volatile long bytes;

  ChunkCache(long capacity) {
    this.capacity = capacity;
  }

  Optional<MemorySegment> get(ChunkId id) {
    return bytes == 0 ? Optional.empty() : recent(id);
  }

  private synchronized Optional<MemorySegment> recent(ChunkId id) {
    return Optional.ofNullable(entries.get(id));
  }

  synchronized void put(ChunkId id, MemorySegment object) {
    if (entries.putIfAbsent(id, object) == null) {
      bytes += object.byteSize();
    }
    Iterator<MemorySegment> eldest = entries.values().iterator();
    while (bytes > capacity && eldest.hasNext()) {
      bytes -= eldest.next().byteSize();
      eldest.remove();
    }
  }

  synchronized void clear() {
    entries.clear();
    bytes = 0;
  }
}
