package io.armillaria.storage.changelog;

import io.armillaria.storage.catalog.Commit;
import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.PreparedTransaction;
import io.armillaria.storage.catalog.Ref;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.RowCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The history as rows. Commits of transactions up to `last` are shown, so that what a reader sees
/// is what is durable.
public final class Listings {
  private final History history;
  private final Refs refs;
  private final long last;

  public Listings(History history, Refs refs) {
    this.history = history;
    this.refs = refs;
    this.last = refs.lastTransaction();
  }

  public List<RefEntry> refs(Ref.Kind kind) {
    return refs.all(kind).stream()
        .map(
            ref ->
                new RefEntry(
                    ref.name(),
                    ref.head().idText(),
                    ref.head().transaction(),
                    ref.head().committedAt(),
                    ref.createdAt(),
                    ref.head().tableCount()))
        .toList();
  }

  /// The transactions that are prepared, oldest first.
  public List<PreparedEntry> prepared() {
    return refs.prepared().stream()
        .sorted(Comparator.comparingLong(PreparedTransaction::preparedAt))
        .map(this::entry)
        .toList();
  }

  private PreparedEntry entry(PreparedTransaction prepared) {
    Commit head = refs.ref(Ref.Kind.BRANCH, prepared.branch()).head();
    List<String> tables = new ArrayList<>();
    for (Change change : prepared.changes(history, head).values()) {
      Change.Definition definition =
          change
              .definition()
              .or(() -> head.table(change.table()).map(TableVersion::definition))
              .orElseThrow();
      if (!definition.schema().hidden()) {
        tables.add(definition.name());
      }
    }
    return new PreparedEntry(
        prepared.id(),
        prepared.preparedAt(),
        prepared.branch(),
        tables.stream().sorted().toList(),
        prepared.author(),
        prepared.message());
  }

  /// All commits, oldest first: a view that reads as it goes, while the database is open.
  public List<CommitEntry> commits() {
    return new ListView<>(Math.toIntExact(last), index -> entry(history.commit(index + 1L)));
  }

  private static CommitEntry entry(Commit commit) {
    return new CommitEntry(
        commit.transaction(),
        commit.epoch(),
        commit.idText(),
        commit.parents().stream().map(Commit::idText).toList(),
        commit.committedAt(),
        commit.branch(),
        shown(commit).size(),
        commit.author(),
        commit.message());
  }

  /// All changes, oldest first: a view that reads as it goes, while the database is open.
  public List<ChangeEntry> changelog() {
    ChangeIndex index = new ChangeIndex(number -> shown(history.commit(number)).size());
    int size = Math.toIntExact(shownTables().stream().mapToLong(this::count).sum());
    return new ListView<>(
        size,
        row -> {
          ChangeIndex.Place place = index.find(row);
          List<TableVersion> changed = new ArrayList<>(shown(history.commit(place.commit())));
          changed.sort(Comparator.comparing(TableVersion::name));
          return entry(changed.get(Math.toIntExact(row - place.row())));
        });
  }

  private static ChangeEntry entry(TableVersion version) {
    Commit commit = version.commit();
    RowCounts counts = version.counts();
    return new ChangeEntry(
        commit.transaction(),
        commit.epoch(),
        commit.idText(),
        commit.committedAt(),
        commit.branch(),
        version.name(),
        version
            .previous()
            .map(previous -> OptionalLong.of(previous.number()))
            .orElse(OptionalLong.empty()),
        version.dropped() ? OptionalLong.empty() : OptionalLong.of(version.number()),
        version.created(),
        counts.inserted(),
        counts.updated(),
        counts.deleted(),
        commit.author(),
        commit.message());
  }

  /// All versions of all tables: a view that reads as it goes, while the database is open.
  public List<VersionEntry> versions() {
    TreeMap<Integer, TableHistory> starts = new TreeMap<>();
    int size = 0;
    for (TableHistory table : shownTables()) {
      starts.put(size, table);
      size = Math.addExact(size, Math.toIntExact(count(table)));
    }
    return new ListView<>(
        size,
        index -> {
          Map.Entry<Integer, TableHistory> start = starts.floorEntry(index);
          return versionEntry(start.getValue().version(index - start.getKey() + 1L).orElseThrow());
        });
  }

  private static VersionEntry versionEntry(TableVersion version) {
    Commit commit = version.commit();
    RowCounts counts = version.counts();
    return new VersionEntry(
        version.name(),
        version.table().toString(),
        version.number(),
        commit.branch(),
        commit.idText(),
        commit.transaction(),
        commit.committedAt(),
        version.rows(),
        counts.inserted(),
        counts.updated(),
        counts.deleted(),
        version.dropped());
  }

  /// The objects of the chunk store, and the changes that lie in the log or in pages of the
  /// history.
  public List<ChunkEntry> chunks() {
    Map<Object, Long> references = new HashMap<>();
    Map<ChunkId, TableVersion> changes = new LinkedHashMap<>();
    for (TableHistory table : tables()) {
      for (TableVersion version : visible(table)) {
        changes.put(version.changeId(), version);
        for (Object object : VersionObjects.of(history, version).bytes().keySet()) {
          references.merge(object, 1L, Long::sum);
        }
      }
    }
    List<ChunkEntry> rows = new ArrayList<>();
    history
        .leaves()
        .store()
        .forEach(
            chunk -> {
              changes.remove(chunk.id());
              rows.add(
                  new ChunkEntry(
                      chunk.id().toString(),
                      chunk.kind().name().toLowerCase(Locale.ROOT),
                      chunk.bytes(),
                      chunk.storedBytes(),
                      references.getOrDefault(chunk.id(), 0L),
                      chunk.home().name().toLowerCase(Locale.ROOT)));
            });
    changes.forEach(
        (id, version) -> {
          long readers =
              version.change().upserts().stream()
                  .mapToLong(upserts -> references.getOrDefault(upserts.rows(), 0L))
                  .sum();
          long bytes = version.changeBytes();
          String home = version.commit().transaction() <= history.paged() ? "page" : "log";
          rows.add(new ChunkEntry(id.toString(), "change", bytes, bytes, readers, home));
        });
    rows.sort(Comparator.comparing(ChunkEntry::kind).thenComparing(ChunkEntry::chunk));
    return rows;
  }

  public List<StorageEntry> storage() {
    List<StorageEntry> rows = new ArrayList<>();
    for (TableHistory table : tables()) {
      List<TableVersion> versions = visible(table);
      Map<Object, Long> stored = new HashMap<>();
      long logical = 0;
      for (TableVersion version : versions) {
        Map<Object, Long> objects = VersionObjects.of(history, version).bytes();
        logical += objects.values().stream().mapToLong(Long::longValue).sum();
        stored.putAll(objects);
      }
      long once = stored.values().stream().mapToLong(Long::longValue).sum();
      rows.add(
          new StorageEntry(
              versions.getLast().name(),
              versions.size(),
              stored.size(),
              logical,
              once,
              logical - once));
    }
    rows.sort(Comparator.comparing(StorageEntry::table));
    return rows;
  }

  /// What the commit changed but for the hidden tables of indexes.
  private static List<TableVersion> shown(Commit commit) {
    return commit.changed().stream().filter(version -> !version.schema().hidden()).toList();
  }

  private List<TableHistory> shownTables() {
    return tables().stream()
        .filter(table -> !table.version(1).orElseThrow().schema().hidden())
        .toList();
  }

  private long count(TableHistory table) {
    return visible(table).size();
  }

  private List<TableHistory> tables() {
    return history.tables().stream()
        .filter(table -> !visible(table).isEmpty())
        .sorted(
            Comparator.comparingLong(
                    (TableHistory table) -> table.versions().getFirst().commit().transaction())
                .thenComparing(table -> table.versions().getFirst().name()))
        .toList();
  }

  /// Versions are numbered in the order of their commits.
  private List<TableVersion> visible(TableHistory table) {
    List<TableVersion> versions = table.versions();
    int from = 0;
    int to = versions.size();
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (versions.get(middle).commit().transaction() <= last) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return versions.subList(0, from);
  }
}
