package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/// A table as one commit left it: what the commit changed, on top of the version before. How its
/// rows lie is found from that when it is first read, and forgotten when memory is short; a layout
/// that was stored cuts the way short. Immutable but for those two, which never change what is
/// read.
public final class TableVersion {
  private final TableHistory history;
  private final long number;
  private final TableVersion previous;
  private final Change change;
  private final ChunkId changeId;
  private final long changeBytes;
  private final Change.Definition definition;
  private volatile Commit commit;
  private volatile SoftReference<Layout> layout = new SoftReference<>(null);
  private volatile ChunkId storedLayout;

  /// @param previous the version that the commit found on its branch; null when it created the
  ///   table
  TableVersion(
      TableHistory history,
      long number,
      TableVersion previous,
      Change change,
      ChunkId changeId,
      long changeBytes) {
    this.history = history;
    this.number = number;
    this.previous = previous;
    this.change = change;
    this.changeId = changeId;
    this.changeBytes = changeBytes;
    this.definition = change.definition().orElseGet(() -> previous.definition);
  }

  public TableId table() {
    return history.id();
  }

  public TableHistory history() {
    return history;
  }

  public long number() {
    return number;
  }

  public Optional<TableVersion> previous() {
    return Optional.ofNullable(previous);
  }

  public Change change() {
    return change;
  }

  public ChunkId changeId() {
    return changeId;
  }

  /// The size of the change's encoding.
  public long changeBytes() {
    return changeBytes;
  }

  public String name() {
    return definition.name();
  }

  public TableSchema schema() {
    return definition.schema();
  }

  public boolean dropped() {
    return change.dropped();
  }

  public Commit commit() {
    return commit;
  }

  void bind(Commit owner) {
    commit = owner;
  }

  public Optional<ChunkId> storedLayout() {
    return Optional.ofNullable(storedLayout);
  }

  /// Remembers a layout object that shows exactly this version.
  public void storedLayout(ChunkId id) {
    storedLayout = id;
  }

  /// How many changes lie between this version and the nearest older one whose layout is stored or
  /// empty; not counted beyond `most`.
  public int changesSinceStored(int most) {
    int changes = 0;
    TableVersion version = this;
    while (version != null && version.storedLayout == null && changes < most) {
      changes++;
      version = version.startsEmpty() ? null : version.previous;
    }
    return changes;
  }

  /// Whether nothing of the version before is left, so that its layout does not matter.
  public boolean startsEmpty() {
    return change.created() || change.truncated() || change.dropped();
  }

  /// Puts a layout of this version in the place of the one that is known.
  public void layout(Layout equal) {
    layout = new SoftReference<>(equal);
  }

  /// The layout that is known, if one is.
  public Optional<Layout> knownLayout() {
    return Optional.ofNullable(layout.get());
  }

  /// @param stored reads a layout object
  public Layout layout(Function<ChunkId, Layout> stored) {
    Deque<TableVersion> missing = new ArrayDeque<>();
    Layout known = null;
    for (TableVersion version = this;
        version != null && known == null;
        version = version.startsEmpty() ? null : version.previous) {
      known = version.layout.get();
      if (known == null && version.storedLayout != null) {
        known = stored.apply(version.storedLayout);
        version.layout(known);
      }
      if (known == null) {
        missing.push(version);
      }
    }
    Layout result = known == null ? Layout.EMPTY : known;
    for (TableVersion version : missing) {
      result = result.apply(version.change, RowId.keyColumns(version.schema()));
    }
    layout(result);
    return result;
  }
}
