package io.armillaria.storage.gc;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.table.Leaf;
import io.armillaria.storage.table.TableId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/// How much old versions take up, from the newest on: the objects that they need, each once, and
/// that the newest version of no branch or tag needs.
final class RetainedBytes implements Roots.Visitor {
  private final History history;
  private final Predicate<TableId> counts;
  private final Set<ChunkId> seen = new HashSet<>();
  private final Map<TableId, RoaringBitmap> shown = new HashMap<>();
  private long bytes;

  /// @param counts tells whether a table's versions do
  RetainedBytes(History history, Predicate<TableId> counts) {
    this.history = history;
    this.counts = counts;
  }

  /// The newest commit whose versions must go, so that those of later ones take up no more than
  /// `most`; at least `from`.
  long horizon(Refs refs, long from, long most) {
    for (Ref ref : refs.all()) {
      ref.head().allTables().forEach(this::show);
    }
    bytes = 0;
    for (long number = refs.lastTransaction(); number > from; number--) {
      Commit commit = history.commit(number);
      for (TableVersion version : commit.changed()) {
        show(version);
        version.previous().ifPresent(this::show);
      }
      if (bytes > most) {
        return number;
      }
    }
    return from;
  }

  private void show(TableVersion version) {
    if (counts.test(version.table()) && history.keeps(version)) {
      RoaringBitmap known = shown.computeIfAbsent(version.table(), _ -> new RoaringBitmap());
      HistoryRoots.show(history, version, known, this);
    }
  }

  @Override
  public void kinds(Set<ChunkKind> kinds) {
    throw new IllegalStateException("a version needs objects, not kinds of them");
  }

  @Override
  public void tree(ChunkId id, Set<ChunkKind> kinds) {
    if (!seen.add(id)) {
      return;
    }
    bytes += history.leaves().store().storedBytes(id);
    if (kinds.contains(ChunkKind.COLUMN)) {
      for (Leaf.Part part : history.leaves().open(id).leaf().parts()) {
        if (seen.add(part.chunk())) {
          bytes += history.leaves().store().storedBytes(part.chunk());
        }
      }
    } else {
      Optional<ChunkId> parent = history.layouts().open(id).parent();
      parent.ifPresent(earlier -> tree(earlier, kinds));
    }
  }
}
