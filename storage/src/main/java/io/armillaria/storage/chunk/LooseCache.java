package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The loose objects that were read last, up to a number of bytes. What falls out stays valid for
/// those who hold it.
final class LooseCache {
  private final long capacity;
  private final LinkedHashMap<ChunkId, MemorySegment> entries =
      new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  LooseCache(long capacity) {
    this.capacity = capacity;
  }

  synchronized Optional<MemorySegment> get(ChunkId id) {
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
