package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.page.PageVector;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableId;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What a table has over all branches: its version numbers, its row ids, its column ids. Versions
/// are added under the commit lock; everything may be read by any thread. One object stands for a
/// table as long as the store is open.
///
/// A version is either recent, or in the pages of the last checkpoint; the change from one to the
/// other puts the pages in place first.
public final class TableHistory {
  private static final int CACHED = 64;

  private final History owner;
  private final TableId id;
  private final AtomicLong nextRowId;
  private final AtomicLong nextColumnId;
  private final Map<Long, TableVersion> recent = new ConcurrentHashMap<>();
  private final HandleCache<TableVersion> cache = new HandleCache<>(CACHED);
  private final HandleCache<Change.Definition> definitions = new HandleCache<>(CACHED);

  private final RowIdBlock block = new RowIdBlock();

  /// Layouts stored since the last checkpoint.
  private final Map<Long, ChunkId> layouts = new ConcurrentHashMap<>();

  private volatile PageVector paged;
  private volatile long count;

  /// Stays at hand although its pages have it: most reads are of it.
  private volatile TableVersion newest;

  /// A table that no commit has yet.
  public TableHistory(History owner, TableId id) {
    this(owner, id, TableFacts.NEW);
  }

  TableHistory(History owner, TableId id, TableFacts facts) {
    this.owner = owner;
    this.id = id;
    this.nextRowId = new AtomicLong(facts.nextRowId());
    this.nextColumnId = new AtomicLong(facts.nextColumnId());
    this.paged = facts.versions();
    this.count = facts.versions().size();
  }

  public TableId id() {
    return id;
  }

  /// The first of `rows` row ids that nobody else gets. They come from blocks, which are reserved;
  /// those of a table that no commit has yet are its transaction's own.
  public long takeRowIds(long rows) {
    synchronized (block) {
      if (block.left() < rows) {
        if (count == 0) {
          block.add(reserve(rows), rows);
        } else {
          long more = block.next(rows);
          block.add(owner.rowIds().reserve(this, more), more);
        }
      }
      return block.take(rows);
    }
  }

  /// Reserves row ids in this process.
  ///
  /// @return the first of them
  public long reserve(long rows) {
    return nextRowId.getAndAdd(rows);
  }

  /// A column id that nobody else gets, on whatever branch.
  public int takeColumnId() {
    return Math.toIntExact(count == 0 ? reserveColumns(1) : owner.columnIds().reserve(this, 1));
  }

  /// Reserves column ids in this process.
  ///
  /// @return the first of them
  public long reserveColumns(long columns) {
    return nextColumnId.getAndAdd(columns);
  }

  /// Raises the column ids that are never given out to those below `next`.
  void columnIdsBelow(long next) {
    nextColumnId.accumulateAndGet(next, Math::max);
  }

  /// Raises the row ids that are never given out to those below `next`.
  void rowIdsBelow(long next) {
    nextRowId.accumulateAndGet(next, Math::max);
  }

  public long nextRowId() {
    return nextRowId.get();
  }

  void add(TableVersion version) {
    version
        .change()
        .definition()
        .ifPresent(
            definition ->
                definition.schema().columns().stream()
                    .mapToInt(Column::id)
                    .max()
                    .ifPresent(most -> nextColumnId.accumulateAndGet(most + 1L, Math::max)));
    recent.put(version.number(), version);
    newest = version;
    count = version.number();
  }

  /// Takes back the newest version, whose commit did not happen.
  void remove(TableVersion version) {
    if (count != version.number()) {
      throw new IllegalStateException(version + " is not the newest");
    }
    count = version.number() - 1;
    newest = null;
    recent.remove(version.number());
    cache.remove(version.number());
    definitions.remove(version.number());
    layouts.remove(version.number());
  }

  /// The number of the newest version.
  public long count() {
    return count;
  }

  public Optional<TableVersion> version(long number) {
    return number >= 1 && number <= count ? Optional.of(find(number)) : Optional.empty();
  }

  private TableVersion find(long number) {
    TableVersion known = newest;
    if (known != null && known.number() == number) {
      return known;
    }
    known = recent.get(number);
    if (known == null) {
      known = cache.get(number);
    }
    if (known == null) {
      known = cache.put(number, read(number));
    }
    return known;
  }

  private TableVersion read(long number) {
    long commit = place(number).commit();
    return owner
        .commit(commit)
        .change(id)
        .filter(version -> version.number() == number)
        .orElseThrow(
            () ->
                new Failure.Corrupt(
                        "table " + id,
                        "Commit "
                            + commit
                            + " does not have version "
                            + number
                            + " of table "
                            + id
                            + ".")
                    .raise());
  }

  /// Again, when newer pages took the place of those that were read: the old ones may be garbage.
  VersionPlace place(long number) {
    PageVector from = paged;
    try {
      return VersionPlace.decode(from.get(owner.pages(), number - 1));
    } catch (DatabaseException e) {
      if (paged.equals(from)) {
        throw e;
      }
      return place(number);
    }
  }

  /// All versions, oldest first: a view that reads each when it is asked for.
  public List<TableVersion> versions() {
    int size = Math.toIntExact(count);
    return new AbstractList<>() {
      @Override
      public TableVersion get(int index) {
        return version(index + 1L).orElseThrow();
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /// @param asker a version that has the definition
  Change.Definition definition(long definedAt, TableVersion asker) {
    Change.Definition known = definitions.get(definedAt);
    if (known == null) {
      TableVersion defining = definedAt == asker.number() ? asker : find(definedAt);
      known =
          definitions.put(
              definedAt,
              defining
                  .change()
                  .definition()
                  .orElseThrow(
                      () ->
                          new Failure.Corrupt("table " + id, defining + " does not define it.")
                              .raise()));
    }
    return known;
  }

  TableVersion.ReadChange readChange(TableVersion version) {
    return owner.readChange(version);
  }

  Optional<ChunkId> changeObject(TableVersion version) {
    return owner.changeObject(version);
  }

  Optional<ChunkId> storedLayout(long number) {
    ChunkId known = layouts.get(number);
    if (known != null) {
      return Optional.of(known);
    }
    return number <= paged.size() ? place(number).layout() : Optional.empty();
  }

  void storedLayout(long number, ChunkId layout) {
    layouts.put(number, layout);
  }

  /// As [History#forgotten].
  public long forgotten() {
    return owner.forgotten();
  }

  /// Layouts that the pages lack.
  Map<Long, ChunkId> newLayouts() {
    return Map.copyOf(layouts);
  }

  /// What the directory has of the table when its pages are these.
  TableFacts facts(PageVector versions) {
    return new TableFacts(versions, nextRowId.get(), nextColumnId.get());
  }

  PageVector paged() {
    return paged;
  }

  /// Takes what is in another process's pages off the heap.
  void adopt(PageVector versions) {
    Map<Long, ChunkId> written = new HashMap<>();
    layouts.forEach(
        (number, layout) -> {
          if (number <= versions.size()
              && VersionPlace.decode(versions.get(owner.pages(), number - 1))
                  .layout()
                  .filter(layout::equals)
                  .isPresent()) {
            written.put(number, layout);
          }
        });
    settle(versions, written);
  }

  /// Takes what is in the pages off the heap.
  ///
  /// @param written layouts that the pages have
  void settle(PageVector versions, Map<Long, ChunkId> written) {
    long before = paged.size();
    paged = versions;
    written.forEach((number, layout) -> layouts.remove(number, layout));
    for (long number = before + 1; number <= versions.size(); number++) {
      recent.remove(number);
    }
  }
}
