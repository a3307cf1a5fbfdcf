package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.Quarantine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packs of a store. Each process appends to packs of its own; when it needs one, it takes over
/// one that a process has left, or else makes one.
///
/// Any thread may look at the packs; the store lets one at a time change which is written.
final class PackDirectory {
  private static final Pattern PACK = Pattern.compile("[0-9a-f]{8}\\.pack");
  private static final Pattern UNFINISHED = Pattern.compile("[0-9a-f]{8}[-.].*\\.new");

  private final PackHome home;
  private final Quarantine quarantine;

  /// In the order of their numbers.
  private volatile Pack[] packs = {};

  /// Those that were put aside and may still be read.
  private volatile Pack[] retired = {};

  private Pack own;
  private volatile boolean named;

  private PackDirectory(PackHome home) {
    this.home = home;
    this.quarantine = new Quarantine(home.files(), home.directory().getParent());
  }

  /// Opens all packs.
  static PackDirectory open(PackHome home) {
    PackDirectory opened = new PackDirectory(home);
    boolean complete = false;
    try {
      try {
        opened.deleteUnfinished();
        opened.findNew();
        complete = true;
        return opened;
      } finally {
        if (!complete) {
          opened.close();
        }
      }
    } catch (IOException e) {
      throw FileFailures.opening(home.directory().getParent().toString(), "packs", e);
    }
  }

  /// Deletes what a process left that has died in the middle of creating it, or of putting a pack
  /// aside.
  private void deleteUnfinished() throws IOException {
    List<String> names = home.files().list(home.directory());
    for (String name : names) {
      boolean orphan =
          PackIndexName.parse(name)
              .filter(index -> !names.contains(Pack.fileName(index.pack())))
              .isPresent();
      if (orphan || UNFINISHED.matcher(name).matches()) {
        Optional<ProcessLocks.Held> owner = home.own(Integer.parseUnsignedInt(name, 0, 8, 16));
        if (owner.isPresent()) {
          try (ProcessLocks.Held _ = owner.get()) {
            deleteIfThere(name);
          }
        }
      }
    }
  }

  private void deleteIfThere(String name) throws IOException {
    if (home.files().exists(home.path(name))) {
      home.files().delete(home.path(name));
    }
  }

  /// Opens packs that are not known yet.
  ///
  /// @return whether there were any
  private synchronized boolean findNew() throws IOException {
    TreeMap<Integer, List<PackIndexName>> found = new TreeMap<>();
    List<String> names = home.files().list(home.directory());
    for (String name : names) {
      if (PACK.matcher(name).matches()) {
        found.put(Integer.parseUnsignedInt(name, 0, 8, 16), new ArrayList<>());
      }
    }
    for (Pack pack : packs) {
      found.remove(pack.number());
    }
    for (String name : names) {
      Optional<PackIndexName> index = PackIndexName.parse(name);
      if (index.isPresent() && found.containsKey(index.get().pack())) {
        found.get(index.get().pack()).add(index.get());
      }
    }
    for (int number : found.keySet()) {
      add(Pack.open(home, number, found.get(number)));
    }
    return !found.isEmpty();
  }

  private synchronized void add(Pack pack) {
    packs =
        Stream.concat(Arrays.stream(packs), Stream.of(pack))
            .sorted(Comparator.comparingInt(Pack::number))
            .toArray(Pack[]::new);
    named = false;
  }

  /// All packs, in the order of their numbers.
  Pack[] packs() {
    return packs;
  }

  Pack[] retired() {
    return retired;
  }

  /// Looks for packs and entries that other processes have written.
  ///
  /// @param thorough whether also for those that lie where another one seemed to
  /// @return whether a look-up that failed may succeed now
  boolean refresh(boolean thorough) throws IOException {
    boolean found = findNew();
    for (Pack pack : packs) {
      found |= pack.refresh();
      if (thorough) {
        pack.rescan();
      }
    }
    return found || thorough;
  }

  /// The packs that the next force must include.
  List<Pack> takeUnforced() {
    return Arrays.stream(packs).filter(Pack::takeUnforced).toList();
  }

  /// Forces these packs; the first time, and after a pack was found, also the names of those that
  /// an earlier process left, which may have ended before it did.
  void force(List<Pack> unforced) throws IOException {
    if (!unforced.isEmpty() && !named) {
      named = true;
      home.files().forceDirectory(home.directory().getParent());
      home.files().forceDirectory(home.directory());
    }
    for (Pack pack : unforced) {
      pack.force();
    }
  }

  /// The pack that takes the next entry, if there is one with room.
  Optional<Pack> own() {
    return Optional.ofNullable(own).filter(pack -> !pack.contents().isFull());
  }

  /// Gives up the pack that is full, and takes one that has room.
  Pack next() throws IOException {
    if (own != null) {
      own.index(1, true);
      own.release();
    }
    own = abandoned().orElse(null);
    if (own == null) {
      own = create();
    }
    return own;
  }

  private Optional<Pack> abandoned() throws IOException {
    Pack[] all = packs;
    for (int i = all.length - 1; i >= 0; i--) {
      if (!all[i].contents().isFull() && all[i].adopt()) {
        if (!all[i].contents().isFull()) {
          return Optional.of(all[i]);
        }
        all[i].release();
      }
    }
    return Optional.empty();
  }

  private Pack create() throws IOException {
    home.files().createDirectories(home.directory());
    findNew();
    int last =
        Math.max(packs.length == 0 ? -1 : packs[packs.length - 1].number(), lastInQuarantine());
    for (int number = last + 1; ; number++) {
      Optional<ProcessLocks.Held> owner = home.own(number);
      if (owner.isPresent()) {
        Optional<Pack> created = create(number, owner.get());
        if (created.isPresent()) {
          add(created.get());
          return created.get();
        }
      }
    }
  }

  private int lastInQuarantine() throws IOException {
    return quarantine.names(".pack").stream()
        .mapToInt(name -> Integer.parseUnsignedInt(name, 16))
        .max()
        .orElse(-1);
  }

  private Optional<Pack> create(int number, ProcessLocks.Held owner) throws IOException {
    Optional<Pack> created = Optional.empty();
    try {
      if (!home.files().exists(home.path(Pack.fileName(number)))) {
        created = Optional.of(Pack.create(home, number, owner));
      }
      return created;
    } finally {
      if (created.isEmpty()) {
        owner.close();
      }
    }
  }

  /// Writes index files for entries that have none, where these are enough: of this process's packs
  /// and of those that nobody appends to.
  ///
  /// @throws IOException if a pack cannot be forced
  void index() throws IOException {
    for (Pack pack : packs) {
      int least = pack.contents().isFull() || isLarge(pack) ? 1 : home.sizes().indexed();
      if (pack.contents().unindexed() < least) {
        continue;
      }
      if (pack.isOwn()) {
        pack.index(least, false);
      } else if (pack.adopt()) {
        try {
          pack.index(least, pack.contents().isFull());
        } finally {
          pack.release();
        }
      }
    }
  }

  /// Whether much lies behind the index files, which a process that takes the pack over must write
  /// again.
  private boolean isLarge(Pack pack) {
    return pack.contents().end() - pack.contents().covered() >= 4 * home.sizes().step();
  }

  /// Takes all packs that no other process appends to, indexed as a whole. This process appends to
  /// none of them until they are released.
  List<Pack> takeAll() throws IOException {
    List<Pack> taken = new ArrayList<>();
    boolean complete = false;
    try {
      for (Pack pack : packs) {
        if (pack.isOwn() || pack.adopt()) {
          taken.add(pack);
          pack.index(0, true);
        }
      }
      own = null;
      complete = true;
      return taken;
    } finally {
      if (!complete) {
        taken.stream().filter(pack -> pack != own).forEach(Pack::release);
      }
    }
  }

  PackHome home() {
    return home;
  }

  Quarantine quarantine() {
    return quarantine;
  }

  /// Puts a pack aside that this process has taken. Who reads it goes on doing so.
  synchronized void putAside(Pack pack, long now) throws IOException {
    quarantine.take(home.path(Pack.fileName(pack.number())), now);
    quarantine.force(home.directory());
    retired = Stream.concat(Arrays.stream(retired), Stream.of(pack)).toArray(Pack[]::new);
    packs = without(packs, pack);
    for (String name : home.files().list(home.directory())) {
      if (PackIndexName.parse(name).filter(index -> index.pack() == pack.number()).isPresent()) {
        home.files().delete(home.path(name));
      }
    }
    pack.retire();
  }

  private static Pack[] without(Pack[] packs, Pack pack) {
    return Arrays.stream(packs).filter(other -> other != pack).toArray(Pack[]::new);
  }

  /// Lets go of a pack that was put aside, which nobody reads any more.
  synchronized void forget(Pack pack) {
    retired = without(retired, pack);
  }

  void close() throws IOException {
    IOException failure = null;
    for (Pack pack : packs) {
      try {
        pack.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
