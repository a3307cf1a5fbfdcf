package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.ProcessLocks;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A collection of the packs that no other process appends to. They are this process's while it
/// runs, and nothing is appended to them.
final class PackCollection implements GarbageCollection {
  private static final System.Logger LOGGER = System.getLogger(PackCollection.class.getName());

  private final PackChunkStore store;
  private final PackDirectory packs;
  private final Pins pins;
  private final List<PackMarks> marks;
  private final IdFilter filter;
  private final ProcessLocks.Held alone;

  private final List<Pack> aside = new ArrayList<>();

  /// Objects that are kept and do not lie in packs that are collected.
  private final Set<ChunkId> elsewhere = new HashSet<>();

  /// @param alone keeps other processes out
  PackCollection(
      PackChunkStore store,
      PackDirectory packs,
      Pins pins,
      List<PackMarks> marks,
      ProcessLocks.Held alone) {
    this.alone = alone;
    this.store = store;
    this.packs = packs;
    this.pins = pins;
    this.marks = marks;
    this.filter = new IdFilter(marks);
  }

  @Override
  public boolean begin(long millis) throws InterruptedException {
    return pins.awaitHeld(millis);
  }

  @Override
  public boolean mark(ChunkId id) {
    boolean known = false;
    boolean fresh = false;
    for (PackMarks pack : marks) {
      fresh |= pack.mark(id);
      known |= pack.has(id);
    }
    return known ? fresh : store.contains(id) && elsewhere.add(id);
  }

  @Override
  public void mark(Set<ChunkKind> kinds) {
    marks.forEach(pack -> pack.mark(kinds));
  }

  @Override
  public Optional<ChunkKind> kind(ChunkId id) {
    return store.header(id).map(EntryHeader::kind);
  }

  @Override
  public void mentioned(MemorySegment bytes, Consumer<ChunkId> visitor) {
    filter.candidates(
        bytes,
        id -> {
          if (store.header(id).isPresent()) {
            visitor.accept(id);
          }
        });
  }

  @Override
  public Garbage measure() {
    Garbage garbage = Garbage.NONE;
    for (PackMarks pack : marks) {
      garbage = garbage.plus(pack.garbage());
    }
    return garbage;
  }

  @Override
  public Garbage sweep(int most, long now, Runnable decided) {
    Garbage freed = Garbage.NONE;
    List<PackMarks> empty = new ArrayList<>();
    for (PackMarks pack : marks) {
      Garbage garbage = pack.garbage();
      if (garbage.bytes() > 0 && garbage.bytes() * most >= pack.pack().contents().end()) {
        pack.sweep();
        if (copyKept(pack)) {
          empty.add(pack);
          freed = freed.plus(pack.garbage());
        }
      }
    }
    store.force();
    decided.run();
    try {
      for (PackMarks pack : empty) {
        packs.putAside(pack.pack(), now);
        aside.add(pack.pack());
      }
    } catch (IOException e) {
      throw FileFailures.of("move", "packs", e);
    }
    return freed;
  }

  /// Copies what is kept into packs that are not collected.
  ///
  /// @return false if an object is damaged: its pack stays as it is
  private boolean copyKept(PackMarks marked) {
    for (long place : marked.keptPlaces()) {
      if (!store.copy(marked.pack(), place)) {
        String name = marked.pack().name();
        LOGGER.log(
            System.Logger.Level.WARNING,
            "{0} has a damaged object and is left as it is; CHECK DATABASE tells which.",
            name);
        return false;
      }
    }
    return true;
  }

  @Override
  public void forget() {
    aside.forEach(packs::forget);
  }

  @Override
  public long delete(long before) {
    try {
      return packs.quarantine().delete(before);
    } catch (IOException e) {
      throw FileFailures.of("delete", "quarantine", e);
    }
  }

  /// Keeps an object that somebody wants to rely on.
  ///
  /// @return false if it must be stored again
  boolean rely(Pack pack, ChunkId id) {
    for (PackMarks marked : marks) {
      if (marked.pack() == pack) {
        return marked.rely(id);
      }
    }
    return true;
  }

  @Override
  public void close() {
    store.endCollection(this, marks.stream().map(PackMarks::pack).toList());
    alone.close();
  }

  static DatabaseException refused(String why) {
    return new Failure.InvalidTransactionState("Garbage cannot be collected while " + why + ".")
        .raise();
  }
}
