package io.armillaria.storage.check;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.chunk.ChunkId;
import java.lang.foreign.MemorySegment;
import java.util.HashSet;
import java.util.Set;

/// Reads each object that is referred to, once, and compares its hash with its name, also where
/// this process has done so before.
final class ObjectCheck {
  private final History history;
  private final Report report;
  private final Set<ChunkId> whole = new HashSet<>();
  private final Set<ChunkId> damaged = new HashSet<>();

  ObjectCheck(History history, Report report) {
    this.history = history;
    this.report = report;
  }

  /// @return whether the object is whole
  boolean check(ChunkId id, Problem.Kind kind) {
    if (whole.contains(id) || damaged.contains(id)) {
      return whole.contains(id);
    }
    boolean read =
        report.guard(
            id.toString(),
            kind,
            () -> {
              MemorySegment bytes = history.leaves().store().get(id);
              if (history.hash(bytes).equals(id)) {
                whole.add(id);
              } else {
                report.add(id.toString(), kind, "Its bytes do not have that hash.");
              }
            });
    if (!read || !whole.contains(id)) {
      damaged.add(id);
    }
    return whole.contains(id);
  }

  /// Whether it is the first time that anybody asks about the object.
  boolean isNew(ChunkId id) {
    return !whole.contains(id) && !damaged.contains(id);
  }
}
