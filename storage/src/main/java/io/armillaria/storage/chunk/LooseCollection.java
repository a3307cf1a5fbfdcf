package io.armillaria.storage.chunk;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;

/// A collection of loose files: each is garbage for itself.
final class LooseCollection implements HomeCollection {
  private final LooseChunkStore store;

  /// Objects that had their final names when the collection began, or got them a little later.
  private final Set<ChunkId> found = new HashSet<>();

  private final Set<ChunkId> kept = ConcurrentHashMap.newKeySet();
  private Map<ChunkId, Path> gone = Map.of();

  LooseCollection(LooseChunkStore store) {
    this.store = store;
  }

  /// Looks at what is there; when others know of the collection already and [#mark] what they put.
  void look() {
    store.forEachPublished(found::add);
  }

  @Override
  public void mark(ChunkId id) {
    kept.add(id);
  }

  @Override
  public void mark(Set<ChunkKind> kinds) {
    for (ChunkId id : found) {
      if (store.header(id).map(header -> kinds.contains(header.kind())).orElse(true)) {
        mark(id);
      }
    }
  }

  boolean isKept(ChunkId id) {
    return kept.contains(id);
  }

  @Override
  public void forEachKey(LongConsumer visitor) {
    found.forEach(id -> visitor.accept(id.first()));
  }

  @Override
  public GarbageCollection.Garbage measure() {
    return measure(garbage());
  }

  private List<ChunkId> garbage() {
    return found.stream().filter(id -> !isKept(id)).toList();
  }

  private GarbageCollection.Garbage measure(Collection<ChunkId> ids) {
    long bytes = ids.stream().mapToLong(store::fileBytes).sum();
    return new GarbageCollection.Garbage(ids.size(), bytes);
  }

  @Override
  public void copyKept(int most) {
    // no file has two objects
  }

  @Override
  public GarbageCollection.Garbage putAside(long now) {
    gone = store.putAside(garbage(), this, now);
    return measure(gone.keySet());
  }

  @Override
  public void forget() {
    store.forget(gone);
  }

  @Override
  public void close() {
    store.endCollection(this);
  }
}
