package io.armillaria.storage.gc;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import java.util.Set;

/// What refers to objects from outside the chunk store: a history with its retention, or a test's
/// model.
public interface Roots {

  /// Shows everything that is needed now.
  void show(Visitor visitor);

  /// Told what is needed.
  interface Visitor {

    /// All objects of these kinds.
    void kinds(Set<ChunkKind> kinds);

    /// The object, all objects of these kinds that its bytes mention, those that they mention, and
    /// so on. Objects that are not stored are left out: somebody else needs to miss them.
    void tree(ChunkId id, Set<ChunkKind> kinds);
  }
}
