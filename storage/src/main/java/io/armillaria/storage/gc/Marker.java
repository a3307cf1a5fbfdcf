package io.armillaria.storage.gc;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.GarbageCollection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Marks what roots lead to. It knows no format: an id is found wherever its 32 bytes are. Column
/// chunks mention nothing and are not read.
final class Marker implements Roots.Visitor {
  private final ChunkStore store;
  private final GarbageCollection collection;

  /// What has been read, for each set of kinds.
  private final Map<Set<ChunkKind>, Set<ChunkId>> read = new HashMap<>();

  Marker(ChunkStore store, GarbageCollection collection) {
    this.store = store;
    this.collection = collection;
  }

  @Override
  public void kinds(Set<ChunkKind> kinds) {
    collection.mark(kinds);
  }

  @Override
  public void tree(ChunkId root, Set<ChunkKind> kinds) {
    Set<ChunkId> done = read.computeIfAbsent(kinds, any -> new HashSet<>());
    Deque<ChunkId> open = new ArrayDeque<>();
    open.push(root);
    while (!open.isEmpty()) {
      ChunkId id = open.pop();
      Optional<ChunkKind> kind = collection.kind(id);
      if (kind.isEmpty()) {
        continue;
      }
      collection.mark(id);
      if (kind.get() != ChunkKind.COLUMN && done.add(id)) {
        collection.mentioned(
            store.get(id),
            mentioned -> {
              if (collection.kind(mentioned).filter(kinds::contains).isPresent()) {
                open.push(mentioned);
              }
            });
      }
    }
  }
}
