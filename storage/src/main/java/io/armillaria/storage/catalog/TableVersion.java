package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.RowCounts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Function;

/// A table as one commit left it: what the commit changed, on top of the version before. The change
/// is read when it is asked for, and kept on the heap only until a checkpoint has the version. How
/// its rows lie is found from changes when it is first read, and forgotten when memory is short; a
/// layout that was stored cuts the way short. Immutable but for those, which never change what is
/// read; several objects may stand for one version.
public final class TableVersion {
  private final TableHistory history;
  private final VersionFacts facts;
  private final Commit commit;

  /// Set while the change cannot be read back from anywhere.
  private volatile ReadChange fresh;

  private volatile SoftReference<ReadChange> read = new SoftReference<>(null);
  private volatile SoftReference<Known> layout = new SoftReference<>(null);
  private volatile Change.Definition definition;

  /// @param forgotten how often layouts had been forgotten when this one was found
  private record Known(Layout layout, long forgotten) {}

  /// @param id the hash of its bytes
  record ReadChange(ChunkId id, Change change) {}

  TableVersion(TableHistory history, VersionFacts facts, Commit commit) {
    this.history = history;
    this.facts = facts;
    this.commit = commit;
  }

  VersionFacts facts() {
    return facts;
  }

  /// Keeps a change that is not written yet.
  void fresh(ReadChange change) {
    fresh = change;
  }

  /// Lets go of the change, which can be read back from now on.
  void settle() {
    ReadChange known = fresh;
    if (known != null) {
      read = new SoftReference<>(known);
      fresh = null;
    }
  }

  public TableId table() {
    return facts.table();
  }

  public TableHistory history() {
    return history;
  }

  public long number() {
    return facts.number();
  }

  public Optional<TableVersion> previous() {
    return facts.previous() == 0 ? Optional.empty() : history.version(facts.previous());
  }

  public Change change() {
    return readChange().change();
  }

  public ChunkId changeId() {
    return facts.changeObject().orElseGet(() -> readChange().id());
  }

  /// The object of the chunk store that the change is, unless the log or a page has it.
  public Optional<ChunkId> changeObject() {
    return facts.changeObject().or(() -> history.changeObject(this));
  }

  private ReadChange readChange() {
    ReadChange known = fresh;
    if (known == null) {
      known = read.get();
    }
    if (known == null) {
      known = history.readChange(this);
      read = new SoftReference<>(known);
    }
    return known;
  }

  /// The size of the change's encoding.
  public long changeBytes() {
    return facts.changeBytes();
  }

  /// What the change did, for the changelog.
  public RowCounts counts() {
    return facts.counts();
  }

  /// How many rows the table has.
  public long rows() {
    return facts.rows();
  }

  /// Whether the table begins here.
  public boolean created() {
    return facts.created();
  }

  public String name() {
    return definition().name();
  }

  public TableSchema schema() {
    return definition().schema();
  }

  /// The name and schema that the table has at this version.
  public Change.Definition definition() {
    Change.Definition known = definition;
    if (known == null) {
      known = history.definition(facts.definedAt(), this);
      definition = known;
    }
    return known;
  }

  public boolean dropped() {
    return facts.dropped();
  }

  public Commit commit() {
    return commit;
  }

  public Optional<ChunkId> storedLayout() {
    return history.storedLayout(number());
  }

  /// Remembers a layout object that shows exactly this version.
  public void storedLayout(ChunkId id) {
    history.storedLayout(number(), id);
  }

  /// How many changes lie between this version and the nearest older one whose layout is stored or
  /// empty; not counted beyond `most`.
  public int changesSinceStored(int most) {
    int changes = 0;
    TableVersion version = this;
    while (version != null && changes < most && version.storedLayout().isEmpty()) {
      changes++;
      version = version.before();
    }
    return changes;
  }

  /// Whether nothing of the version before is left, so that its layout does not matter.
  public boolean startsEmpty() {
    return facts.startsEmpty();
  }

  /// The version before, if any of its rows may be in this one; else null.
  private TableVersion before() {
    return facts.startsEmpty() ? null : previous().orElse(null);
  }

  /// Puts a layout of this version in the place of the one that is known.
  public void layout(Layout equal) {
    layout(equal, history.forgotten());
  }

  /// Does so unless layouts were forgotten since they had been `forgotten` times.
  public void layout(Layout equal, long forgotten) {
    layout = new SoftReference<>(new Known(equal, forgotten));
  }

  /// The layout that is known, if one is.
  public Optional<Layout> knownLayout() {
    return Optional.ofNullable(layout.get())
        .filter(known -> known.forgotten() == history.forgotten())
        .map(Known::layout);
  }

  /// @param stored reads a layout object
  public Layout layout(Function<ChunkId, Layout> stored) {
    long forgotten = history.forgotten();
    Deque<TableVersion> missing = new ArrayDeque<>();
    Layout known = null;
    for (TableVersion version = this; version != null && known == null; ) {
      known = version.knownLayout().orElse(null);
      Optional<ChunkId> object = known == null ? version.storedLayout() : Optional.empty();
      if (object.isPresent()) {
        known = stored.apply(object.get());
        version.layout(known);
      }
      if (known == null) {
        missing.push(version);
        version = version.before();
      }
    }
    Layout result = known == null ? Layout.EMPTY : known;
    for (TableVersion version : missing) {
      result = result.apply(version.change(), RowId.keyColumns(version.schema()));
    }
    layout(result, forgotten);
    return result;
  }

  /// Objects of one history are equal when they stand for the same version.
  @Override
  public boolean equals(Object other) {
    return other instanceof TableVersion version
        && number() == version.number()
        && table().equals(version.table());
  }

  @Override
  public int hashCode() {
    return 31 * table().hashCode() + Long.hashCode(number());
  }

  @Override
  public String toString() {
    return "version " + number() + " of table " + table();
  }
}
