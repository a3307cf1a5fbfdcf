package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileSystem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Where the entries of one pack lie: index files for its beginning, the heap for the rest.
///
/// An index file is a copy of what the headers say. One that is missing or damaged costs a walk
/// through the pack and nothing else. Index files are written in tiers: one takes in the newest of
/// those before it that are not much larger, so that an entry is copied a logarithmic number of
/// times.
///
/// Any thread may look up. Entries are added, and what is known is exchanged, in this object's
/// monitor.
final class PackContents {
  private static final System.Logger LOGGER = System.getLogger(PackContents.class.getName());
  private static final int TIER_RATIO = 2;

  private final PackHome home;
  private final int number;
  private final int salt;
  private final PackReader reader;
  private volatile Known known = new Known(List.of(), new PlaceIndex());
  private volatile long end = PackHeader.BYTES;

  /// What is known at one moment.
  private static final class Known {
    /// Of consecutive stretches, from the first entry on.
    private final List<PackIndex> indexes;

    /// The entries behind those.
    private final PlaceIndex recent;

    Known(List<PackIndex> indexes, PlaceIndex recent) {
      this.indexes = indexes;
      this.recent = recent;
    }

    List<PackIndex> indexes() {
      return indexes;
    }

    PlaceIndex recent() {
      return recent;
    }

    long covered() {
      return indexes.isEmpty() ? PackHeader.BYTES : indexes.getLast().name().to();
    }
  }

  PackContents(PackHome home, int number, int salt, PackReader reader) {
    this.home = home;
    this.number = number;
    this.salt = salt;
    this.reader = reader;
  }

  /// Finds the entries of a pack that others have written.
  ///
  /// @param names of index files of this pack
  synchronized void load(List<PackIndexName> names) throws IOException {
    List<PackIndex> chain = new ArrayList<>();
    long at = PackHeader.BYTES;
    for (Optional<PackIndex> next = longest(names, at); next.isPresent(); ) {
      chain.add(next.get());
      at = next.get().name().to();
      next = longest(names, at);
    }
    known = new Known(List.copyOf(chain), new PlaceIndex());
    rescan();
  }

  private Optional<PackIndex> longest(List<PackIndexName> names, long from) throws IOException {
    List<PackIndexName> candidates =
        names.stream()
            .filter(name -> name.from() == from && name.to() > from && name.to() <= reader.size())
            .sorted(Comparator.comparing(PackIndexName::to).reversed())
            .toList();
    for (PackIndexName name : candidates) {
      Optional<PackIndex> index =
          PackIndex.open(home.files(), home.directory(), name, salt, home.mapped());
      if (index.isPresent()) {
        return index;
      }
    }
    return Optional.empty();
  }

  /// Where the entries end.
  long end() {
    return end;
  }

  /// Where the entries end that index files have. They were forced before those were written.
  long covered() {
    return known.covered();
  }

  boolean isFull() {
    return end >= home.sizes().full();
  }

  /// How many entries only the heap has.
  int unindexed() {
    return known.recent().size();
  }

  /// The one index file that has all entries, if there is one.
  Optional<PackIndex> whole() {
    Known current = known;
    return current.recent().size() == 0
            && current.indexes().size() == 1
            && current.indexes().getFirst().isWhole()
        ? Optional.of(current.indexes().getFirst())
        : Optional.empty();
  }

  synchronized void add(ChunkId id, long offset, long entryEnd) {
    known.recent().add(id, offset);
    end = entryEnd;
  }

  /// Finds what another process has appended.
  ///
  /// @return whether there was anything
  synchronized boolean follow() {
    long before = end;
    end =
        PackEntries.follow(
            reader, end, (offset, header) -> known.recent().add(header.id(), offset));
    return end > before;
  }

  /// Finds everything behind the index files anew: another process may have written over an entry
  /// that it could not finish.
  synchronized void rescan() {
    long covered = known.covered();
    Known found = new Known(known.indexes(), new PlaceIndex());
    end = covered < home.sizes().full() ? walk(covered, found) : covered;
    known = found;
  }

  /// Adds the entries from `from` on; whoever looks up meanwhile finds what was known before.
  ///
  /// @return where they end
  private long walk(long from, Known target) {
    return PackEntries.walk(
        reader, from, (offset, header) -> target.recent().add(header.id(), offset));
  }

  /// Where an object may lie.
  Places[] places() {
    Known current = known;
    for (PackIndex index : current.indexes()) {
      if (!index.isWhole()) {
        forget(current);
        return places();
      }
    }
    Places[] places = new Places[current.indexes().size() + 1];
    current.indexes().toArray(places);
    places[places.length - 1] = current.recent().table();
    return places;
  }

  /// Walks through the pack instead of believing its index files.
  private synchronized void forget(Known damaged) {
    if (known == damaged) {
      Known found = new Known(List.of(), new PlaceIndex());
      end = Math.max(end, walk(PackHeader.BYTES, found));
      known = found;
    }
  }

  /// Writes an index file for the entries up to `to`, an end of entries that has been forced. The
  /// pack must be this process's. A failure is logged: the pack has all that the index says.
  ///
  /// @param whole whether it takes in all index files before it
  void index(long to, boolean whole) {
    try {
      write(to, whole);
    } catch (IOException e) {
      LOGGER.log(
          System.Logger.Level.DEBUG,
          () -> "The index of packs/" + Pack.fileName(number) + " could not be written.",
          e);
    }
  }

  private void write(long to, boolean whole) throws IOException {
    Known before = known;
    long from = before.covered();
    if (to <= from && (!whole || before.indexes().size() < 2)) {
      return;
    }
    List<SortedPlaces> sources = new ArrayList<>();
    RecentPlaces recent = RecentPlaces.of(before.recent().table(), to, this::stride);
    sources.add(recent);
    List<PackIndex> kept = new ArrayList<>(before.indexes());
    long entries = recent.count();
    while (!kept.isEmpty() && (whole || kept.getLast().count() <= TIER_RATIO * entries)) {
      PackIndex merged = kept.removeLast();
      sources.addFirst(merged);
      entries += merged.count();
      from = merged.name().from();
    }
    PackIndexName name = new PackIndexName(number, from, to);
    kept.add(
        PackIndexWriter.write(home.files(), home.directory(), name, salt, sources, home.mapped()));
    if (exchange(before, new Known(List.copyOf(kept), new PlaceIndex()), to)) {
      deleteOthers(kept);
    }
  }

  private long stride(long offset) {
    return reader.header(offset).map(EntryHeader::stride).orElse(0L);
  }

  private synchronized boolean exchange(Known before, Known after, long to) {
    if (known != before) {
      return false;
    }
    before.recent().copyTo(after.recent(), to);
    known = after;
    return true;
  }

  private void deleteOthers(List<PackIndex> kept) throws IOException {
    List<PackIndexName> names = kept.stream().map(PackIndex::name).toList();
    FileSystem files = home.files();
    for (String fileName : files.list(home.directory())) {
      Optional<PackIndexName> name = PackIndexName.parse(fileName);
      if (name.isPresent() && name.get().pack() == number && !names.contains(name.get())) {
        files.delete(home.path(fileName));
      }
    }
  }
}
