package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.page.HashRuns;
import io.armillaria.storage.page.PageMap;
import io.armillaria.storage.page.PageVector;
import io.armillaria.storage.page.Pages;
import io.armillaria.storage.table.TableId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// Recent history, written to pages behind what had been written before: the rightmost paths are
/// rewritten, everything else is shared. Nothing is durable before the chunk store is forced.
///
/// @param tables the tables whose pages changed
public record HistoryPages(HistoryBase base, Map<TableHistory, TableState> tables) {
  /// Each commit with so many ancestors, or a multiple, has its tables stored: those of any commit
  /// are found by going through fewer parents than that.
  static final int CATALOG_DISTANCE = 256;

  /// @param layouts those that are in the pages and were not before
  record TableState(PageVector versions, Map<Long, ChunkId> layouts) {}

  /// Writes the commits up to number `through`, which are in the log, and all stored layouts. For
  /// one thread at a time; commits may be added meanwhile.
  ///
  /// @param refs what `through` leaves behind: the tables of its heads are stored
  public static HistoryPages write(History history, long through, Refs refs) {
    HistoryBase base = history.base();
    Pages pages = history.pages();
    List<Commit> commits =
        history.commits().subList(Math.toIntExact(base.commits().size()), Math.toIntExact(through));
    for (Ref ref : refs.all()) {
      storeCatalog(ref.head(), base.commits().size());
    }
    NavigableMap<Long, byte[]> entries = new TreeMap<>();
    NavigableMap<Long, byte[]> changes = new TreeMap<>();
    Map<TableHistory, NavigableMap<Long, VersionPlace>> versions = new LinkedHashMap<>();
    for (Commit commit : commits) {
      if (commit.depth() % CATALOG_DISTANCE == 0) {
        storeCatalog(commit, base.commits().size());
      }
      entries.put(commit.transaction() - 1, CommitPages.encode(commit));
      changes.put(commit.transaction() - 1, ChangePages.encode(history, commit));
      for (TableVersion version : commit.changed()) {
        versions
            .computeIfAbsent(version.history(), table -> new TreeMap<>())
            .put(version.number(), new VersionPlace(commit.transaction(), Optional.empty()));
      }
    }
    Map<TableHistory, TableState> states = new HashMap<>();
    PageMap<TableId, TableFacts> directory = base.tables();
    for (TableHistory table : history.touched()) {
      NavigableMap<Long, VersionPlace> places = versions.getOrDefault(table, new TreeMap<>());
      TableState state = write(pages, table, places);
      boolean rowIds =
          base.tables()
              .get(table.id())
              .filter(known -> known.nextRowId() != table.nextRowId())
              .isPresent();
      if (rowIds || !places.isEmpty() || !state.layouts().isEmpty()) {
        states.put(table, state);
        directory = directory.with(table.id(), table.facts(state.versions()));
      }
    }
    HistoryBase written =
        new HistoryBase(
            base.commits().with(pages.packed(), entries),
            base.changes().with(pages.packed(), changes),
            directory,
            hashes(base.hashes(), pages, commits));
    return new HistoryPages(written, states);
  }

  /// Only entries that are about to be written can tell where the tables are.
  private static void storeCatalog(Commit commit, long written) {
    if (commit.transaction() > written && commit.place().catalog().isEmpty()) {
      commit.stored(commit.catalog().write());
    }
  }

  private static TableState write(
      Pages pages, TableHistory table, NavigableMap<Long, VersionPlace> places) {
    Map<Long, ChunkId> layouts = new HashMap<>();
    table
        .newLayouts()
        .forEach(
            (number, layout) -> {
              Optional<VersionPlace> place =
                  Optional.ofNullable(places.get(number))
                      .or(
                          () ->
                              number <= table.paged().size()
                                  ? Optional.of(table.place(number))
                                  : Optional.empty());
              place.ifPresent(
                  found -> {
                    places.put(number, new VersionPlace(found.commit(), Optional.of(layout)));
                    layouts.put(number, layout);
                  });
            });
    NavigableMap<Long, byte[]> entries = new TreeMap<>();
    places.forEach((number, place) -> entries.put(number - 1, place.encode()));
    return new TableState(table.paged().with(pages, entries), layouts);
  }

  private static HashRuns hashes(HashRuns before, Pages pages, List<Commit> commits) {
    TreeMap<ChunkId, Long> sorted = new TreeMap<>();
    commits.forEach(commit -> sorted.put(commit.id().orElseThrow(), commit.transaction()));
    long[] hashes = sorted.keySet().stream().mapToLong(ChunkId::first).toArray();
    long[] numbers = sorted.values().stream().mapToLong(Long::longValue).toArray();
    return before.with(pages, hashes, numbers);
  }

  /// Whether anything is written that was not before.
  public boolean isEmpty(HistoryBase before) {
    return base.commits().size() == before.commits().size() && tables.isEmpty();
  }
}
