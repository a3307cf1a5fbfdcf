package io.armillaria.storage.gc;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.SortedRows;
import java.util.EnumSet;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/// What a history needs.
///
/// 1. The pages that the history is read from, which lead to the changes that are objects, and what
///    commits lead to that no page has yet.
/// 2. Of each version that is retained its own change, and what it is read from: the changes back
///    to a stored layout, that layout's leaves, and the layouts that it is told by difference from.
/// 3. What prepared transactions write.
final class HistoryRoots implements Roots {
  private static final Set<ChunkKind> PAGES = EnumSet.of(ChunkKind.NODE, ChunkKind.CHANGE);
  private static final Set<ChunkKind> LAYOUTS = EnumSet.of(ChunkKind.LAYOUT);
  private static final Set<ChunkKind> COLUMNS = EnumSet.of(ChunkKind.COLUMN);

  private final History history;
  private final Refs refs;
  private final Horizons horizons;
  private final HeldPages pages;

  /// @param horizons versions are retained as [Retention] has it
  HistoryRoots(History history, Refs refs, Horizons horizons, HeldPages pages) {
    this.history = history;
    this.refs = refs;
    this.horizons = horizons;
    this.pages = pages;
  }

  @Override
  public void show(Visitor visitor) {
    if (pages.others()) {
      visitor.kinds(PAGES);
    } else {
      pages.root().ifPresent(root -> visitor.tree(root, PAGES));
      history.forEachUnpaged(id -> visitor.tree(id, PAGES));
    }
    history.tables().forEach(table -> show(table, visitor));
    for (PreparedTransaction prepared : refs.prepared()) {
      Commit head = refs.ref(Ref.Kind.BRANCH, prepared.branch()).head();
      prepared.changeObjects().forEach(id -> visitor.tree(id, PAGES));
      prepared.changes(history, head).values().forEach(change -> showRows(change, visitor));
    }
  }

  private void show(TableHistory table, Visitor visitor) {
    RoaringBitmap seen = new RoaringBitmap();
    for (int number : retained(table, horizons.of(table.id()), refs)) {
      show(history, table.version(number).orElseThrow(), seen, visitor);
    }
  }

  /// Shows what a version needs that is no page.
  ///
  /// @param seen the numbers of the table's versions whose layouts have been shown
  static void show(History history, TableVersion version, RoaringBitmap seen, Visitor visitor) {
    showRows(version.change(), visitor);
    TableVersion at = version;
    while (at != null && seen.checkedAdd((int) at.number()) && !showLayout(history, at, visitor)) {
      showRows(at.change(), visitor);
      at = at.startsEmpty() ? null : at.previous().orElse(null);
    }
  }

  /// @return whether the version has a stored layout
  private static boolean showLayout(History history, TableVersion version, Visitor visitor) {
    if (version.storedLayout().isEmpty()) {
      return false;
    }
    visitor.tree(version.storedLayout().get(), LAYOUTS);
    ChunkId id = version.storedLayout().get();
    for (LayoutSegment segment : history.layouts().open(id).layout().segments()) {
      showLeaf(segment.stored(), visitor);
    }
    return true;
  }

  private static void showRows(Change change, Visitor visitor) {
    change.deletes().forEach(rows -> showLeaf(rows, visitor));
    change.upserts().forEach(upserts -> showLeaf(upserts.rows(), visitor));
  }

  private static void showLeaf(SortedRows rows, Visitor visitor) {
    if (rows instanceof LeafRows leaf) {
      visitor.tree(leaf.id(), COLUMNS);
    }
  }

  /// The numbers of the versions of a table that can be read when the horizon is there.
  static RoaringBitmap retained(TableHistory table, long horizon, Refs refs) {
    RoaringBitmap retained = new RoaringBitmap();
    for (Ref ref : refs.all()) {
      ref.head().table(table.id()).ifPresent(version -> retained.add((int) version.number()));
    }
    for (TableVersion version : table.versions().reversed()) {
      if (version.commit().transaction() <= horizon) {
        break;
      }
      retained.add((int) version.number());
      version.previous().ifPresent(before -> retained.add((int) before.number()));
    }
    return retained;
  }
}
