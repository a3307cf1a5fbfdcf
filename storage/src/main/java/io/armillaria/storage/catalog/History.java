package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkHash;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.page.Pages;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.Layouts;
import io.armillaria.storage.table.Leaves;
import io.armillaria.storage.table.TableId;
import java.lang.foreign.MemorySegment;
import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/// Every commit and every table of a store, as its log has them. Changed under the commit lock
/// only; read by any thread.
///
/// A commit is either recent, and then on the heap, or in the pages of the last checkpoint, and
/// then read when it is asked for. [#settle] moves the border: it puts the pages in place before it
/// takes commits off the heap, so that a reader who misses one there finds it here.
public final class History {
  private static final int CACHED = 1024;

  private final Leaves leaves;
  private final Layouts layouts;
  private volatile Optional<VersionGuard> guard = Optional.empty();
  private final ChunkHash hash;
  private final Pages pages;
  private final ChangeReader changes;
  private final Catalog emptyCatalog;
  private final Map<TableId, TableHistory> tables = new ConcurrentHashMap<>();
  private final Map<Long, Commit> recent = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<ChunkId, Long> recentIds = new ConcurrentSkipListMap<>();
  private final HandleCache<Commit> cache = new HandleCache<>(CACHED);
  private final Map<UUID, Long> sequences = new ConcurrentHashMap<>();
  private volatile IdSource rowIds = TableHistory::reserve;
  private volatile IdSource columnIds = TableHistory::reserveColumns;
  private volatile HistoryBase base;
  private final AtomicLong forgotten = new AtomicLong();
  private volatile long last;

  public History(Leaves leaves, ChunkHash hash) {
    this.leaves = leaves;
    this.layouts = new Layouts(leaves);
    this.hash = hash;
    this.pages = new Pages(leaves.store());
    this.changes = new ChangeReader(this);
    this.emptyCatalog = Catalog.empty(pages);
    this.base = HistoryBase.empty(pages);
  }

  /// The name of an object of these bytes.
  public ChunkId hash(byte[] bytes) {
    return hash.of(MemorySegment.ofArray(bytes));
  }

  /// The name of an object of these bytes.
  public ChunkId hash(MemorySegment bytes) {
    return hash.of(bytes);
  }

  public Leaves leaves() {
    return leaves;
  }

  public Layouts layouts() {
    return layouts;
  }

  public Pages pages() {
    return pages;
  }

  /// Begins with what a checkpoint has; before anything else.
  public void start(HistoryBase checkpoint) {
    base = checkpoint;
    last = checkpoint.commits().size();
  }

  /// Lets row ids be reserved by `source`; until then this process alone gives them out.
  public void rowIds(IdSource source) {
    rowIds = source;
  }

  IdSource rowIds() {
    return rowIds;
  }

  /// Lets column ids be reserved by `source`; until then this process alone gives them out.
  public void columnIds(IdSource source) {
    columnIds = source;
  }

  IdSource columnIds() {
    return columnIds;
  }

  /// The last number reserved of each sequence's counter, as the log has it in its order. To be
  /// changed under the commit lock.
  public Map<UUID, Long> sequences() {
    return sequences;
  }

  /// The counter of a table's column ids, and the table of such a counter.
  public static UUID columnCounter(UUID table) {
    return new UUID(~table.getMostSignificantBits(), ~table.getLeastSignificantBits());
  }

  /// Takes note of a record of the log.
  public void reserved(LogEntry.SequenceReserved entry) {
    Optional<TableHistory> table = table(new TableId(entry.counter()));
    Optional<TableHistory> columns = table(new TableId(columnCounter(entry.counter())));
    if (table.isPresent()) {
      table.get().rowIdsBelow(entry.last() + 1);
    } else if (columns.isPresent()) {
      columns.get().columnIdsBelow(entry.last() + 1);
    } else {
      sequences.put(entry.counter(), entry.last());
    }
  }

  /// A change that is ready to be committed.
  ///
  /// @param id the hash of its bytes
  /// @param bytes how many they are
  /// @param stored whether it is an object of the chunk store
  public record Prepared(
      TableHistory table, Change change, ChunkId id, long bytes, boolean stored) {}

  /// Adds a commit on top of `parent`.
  public synchronized Commit add(
      ChunkId id,
      CommitObject object,
      long transaction,
      String branch,
      Commit parent,
      List<Prepared> prepared) {
    if (transaction != last + 1) {
      throw new Failure.Corrupt(
              "log", "Commit " + transaction + " follows commit " + last + " of the store.")
          .raise();
    }
    List<VersionFacts> versions = new ArrayList<>();
    for (Prepared each : prepared) {
      Optional<TableVersion> previous = parent.table(each.table().id());
      versions.add(VersionFacts.of(each, each.table().count() + 1, previous));
      tables.putIfAbsent(each.table().id(), each.table());
    }
    CommitFacts facts =
        new CommitFacts(
            id,
            transaction,
            parents(object, parent),
            parent.jumpOfChild(),
            parent.depth() + 1,
            object.committedAt(),
            branch,
            object.author(),
            object.message(),
            versions);
    Commit commit = new Commit(this, facts, CommitPlace.NONE);
    for (int i = 0; i < prepared.size(); i++) {
      TableVersion version = commit.changed().get(i);
      version.fresh(new TableVersion.ReadChange(prepared.get(i).id(), prepared.get(i).change()));
      version.history().add(version);
    }
    commit.catalog(catalog(parent).with(commit.changed()));
    recent.put(transaction, commit);
    recentIds.put(id, transaction);
    last = transaction;
    return commit;
  }

  private List<Long> parents(CommitObject object, Commit first) {
    List<Long> numbers = new ArrayList<>(List.of(first.transaction()));
    object.parents().stream().skip(1).forEach(id -> numbers.add(commit(id).transaction()));
    return numbers;
  }

  /// Takes back the newest commit, which could not be written.
  public synchronized void remove(Commit commit) {
    last = commit.transaction() - 1;
    recent.remove(commit.transaction());
    cache.remove(commit.transaction());
    recentIds.remove(commit.id().orElseThrow());
    for (TableVersion version : commit.changed()) {
      version.history().remove(version);
      if (version.created()) {
        tables.remove(version.table());
      }
    }
  }

  /// The change that a record brings, on top of `parent`.
  Change read(LogEntry.TableEntry entry, Commit parent) {
    return changes.prepare(entry, parent).change();
  }

  /// Adds a commit that the log holds.
  public Commit replay(LogEntry.Committed entry, Commit parent) {
    List<Prepared> prepared = new ArrayList<>();
    List<CommitObject.TableChange> named = new ArrayList<>();
    for (LogEntry.TableEntry table : entry.tables()) {
      Prepared next = changes.prepare(table, parent);
      prepared.add(next);
      named.add(new CommitObject.TableChange(next.table().id(), next.id()));
    }
    CommitObject object = entry.object(parent.id(), named);
    Commit commit =
        add(hash(object.encode()), object, entry.transaction(), entry.branch(), parent, prepared);
    for (int i = 0; i < prepared.size(); i++) {
      prepared.get(i).table().rowIdsBelow(entry.tables().get(i).nextRowId());
    }
    return commit;
  }

  /// The number of the newest commit; commits are numbered from 1 without gaps.
  public long last() {
    return last;
  }

  /// The commit of that number; 0 is the root.
  public Commit commit(long number) {
    if (number == 0) {
      return Commit.ROOT;
    }
    Commit known = recent.get(number);
    if (known == null) {
      known = cache.get(number);
    }
    if (known == null) {
      byte[] entry = paged(from -> from.commits().get(pages, number - 1));
      known = cache.put(number, CommitPages.decode(this, number, entry));
    }
    return known;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Corrupt when there is none
  public Commit commit(ChunkId id) {
    return matching(id.first(), id.first(), id.toString()).stream()
        .findFirst()
        .orElseThrow(
            () ->
                new Failure.Corrupt("commit " + id, "The log names commit " + id + " but lacks it.")
                    .raise());
  }

  /// The commits whose hash begins with `prefix`, in hexadecimal.
  public List<Commit> commitsLike(String prefix) {
    if (!prefix.matches("[0-9a-f]{0,64}")) {
      return List.of();
    }
    String start = prefix.substring(0, Math.min(16, prefix.length()));
    long low = Long.parseUnsignedLong(start + "0".repeat(16 - start.length()), 16);
    long high = Long.parseUnsignedLong(start + "f".repeat(16 - start.length()), 16);
    return matching(low, high, prefix);
  }

  private List<Commit> matching(long low, long high, String prefix) {
    Set<Long> numbers = new HashSet<>();
    numbers.addAll(
        paged(
            from -> {
              Set<Long> found = new HashSet<>();
              from.hashes().find(pages, low, high, found::add);
              return found;
            }));
    ChunkId from = new ChunkId(low, 0, 0, 0);
    ChunkId to = new ChunkId(high, -1, -1, -1);
    numbers.addAll(recentIds.subMap(from, true, to, true).values());
    return numbers.stream()
        .sorted()
        .map(this::commit)
        .filter(commit -> commit.idText().startsWith(prefix))
        .toList();
  }

  /// All commits, oldest first: a view that reads each when it is asked for.
  public List<Commit> commits() {
    int size = Math.toIntExact(last);
    return new AbstractList<>() {
      @Override
      public Commit get(int index) {
        return commit(index + 1L);
      }

      @Override
      public int size() {
        return size;
      }
    };
  }

  /// Every table there ever was.
  public List<TableHistory> tables() {
    Set<TableId> ids = new HashSet<>(tables.keySet());
    ids.addAll(
        paged(
            from -> {
              Set<TableId> found = new HashSet<>();
              from.tables().forEach((id, facts) -> found.add(id));
              return found;
            }));
    return ids.stream().map(this::tableOf).toList();
  }

  public Optional<TableHistory> table(TableId id) {
    TableHistory known = tables.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    return paged(from -> from.tables().get(id))
        .map(facts -> tables.computeIfAbsent(id, key -> new TableHistory(this, key, facts)));
  }

  TableHistory tableOf(TableId id) {
    return table(id)
        .orElseThrow(
            () -> new Failure.Corrupt("table " + id, "The store has no table " + id + ".").raise());
  }

  TableVersion version(TableId table, long number) {
    return tableOf(table)
        .version(number)
        .orElseThrow(
            () ->
                new Failure.Corrupt(
                        "table " + table, "Table " + table + " has no version " + number + ".")
                    .raise());
  }

  TableVersion.ReadChange readChange(TableVersion version) {
    return changes.read(version);
  }

  /// The object that the change is, if pages have it as one.
  Optional<ChunkId> changeObject(TableVersion version) {
    return changes.object(version);
  }

  /// The tables of a commit, from the nearest ancestor that has them.
  Catalog catalog(Commit commit) {
    Deque<Commit> missing = new ArrayDeque<>();
    Optional<Catalog> known = Optional.empty();
    for (Commit at = commit; known.isEmpty() && !at.isRoot(); ) {
      known = at.knownCatalog();
      if (known.isEmpty()) {
        missing.push(at);
        at = at.parent();
      }
    }
    Catalog result = known.orElse(emptyCatalog);
    for (Commit next : missing) {
      result = result.with(next.changed());
    }
    return result;
  }

  /// Lets `newGuard` refuse versions; before it is there all are kept.
  public void guard(VersionGuard newGuard) {
    guard = Optional.of(newGuard);
  }

  /// Whether the version can be read; the data of others may be gone.
  public boolean keeps(TableVersion version) {
    return guard.isEmpty() || guard.get().keeps(version);
  }

  /// @throws io.armillaria.storage.failure.DatabaseException VersionExpired
  public void requireKept(TableVersion version) {
    if (!keeps(version)) {
      throw guard.orElseThrow().expired(version);
    }
  }

  /// How the rows of a version lie.
  public Layout layout(TableVersion version) {
    requireKept(version);
    return version.layout(id -> layouts.open(id).layout());
  }

  /// How often layouts were forgotten: one that was found before that is not to be remembered.
  public long forgotten() {
    return forgotten.get();
  }

  /// Forgets how rows lie, but for what was stored: those who are told so read from other objects
  /// than those who were told before.
  public void forgetLayouts() {
    forgotten.incrementAndGet();
  }

  /// How many commits, the oldest ones, are in pages.
  public long paged() {
    return base.commits().size();
  }

  HistoryBase base() {
    return base;
  }

  /// The tables that this process has touched.
  List<TableHistory> touched() {
    return List.copyOf(tables.values());
  }

  /// Shows the objects that commits lead to which are in no page: changes, and maps of tables that
  /// a checkpoint stored which came to nothing.
  public void forEachUnpaged(Consumer<ChunkId> visitor) {
    for (long number = paged() + 1; number <= last; number++) {
      Commit commit = commit(number);
      commit.changed().forEach(version -> version.facts().changeObject().ifPresent(visitor));
      commit
          .place()
          .catalog()
          .ifPresent(
              roots -> {
                visitor.accept(roots.tables());
                visitor.accept(roots.names());
              });
    }
  }

  /// Reads what the pages have; again, when newer ones took their place meanwhile, since the old
  /// ones may be garbage then.
  <T> T paged(Function<HistoryBase, T> read) {
    HistoryBase from = base;
    try {
      return read.apply(from);
    } catch (DatabaseException e) {
      if (base.equals(from)) {
        throw e;
      }
      return paged(read);
    }
  }

  /// Takes everything off the heap that another process's pages have; not if they have more than is
  /// known here.
  public void adopt(HistoryBase newer) {
    long size = newer.commits().size();
    if (size <= base.commits().size() || size > last) {
      return;
    }
    for (TableHistory table : touched()) {
      newer.tables().get(table.id()).ifPresent(facts -> table.adopt(facts.versions()));
    }
    settle(newer);
  }

  /// Takes everything off the heap that these pages have.
  public void settle(HistoryPages written) {
    written.tables().forEach((table, state) -> table.settle(state.versions(), state.layouts()));
    settle(written.base());
  }

  private void settle(HistoryBase newer) {
    long before = base.commits().size();
    base = newer;
    for (long number = before + 1; number <= base.commits().size(); number++) {
      Commit commit = recent.remove(number);
      if (commit != null) {
        commit.changed().forEach(TableVersion::settle);
        recentIds.remove(commit.id().orElseThrow());
      }
    }
  }
}
