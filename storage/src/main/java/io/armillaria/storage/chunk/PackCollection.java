package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.ProcessLocks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/// A collection of the packs that no other process appends to. They are this process's while it
/// runs, and nothing is appended to them.
final class PackCollection implements HomeCollection {
  private static final System.Logger LOGGER = System.getLogger(PackCollection.class.getName());

  private final PackChunkStore store;
  private final PackDirectory packs;
  private final List<PackMarks> marks;
  private final ProcessLocks.Held alone;

  /// Those without what is kept, which lies elsewhere too.
  private final List<PackMarks> empty = new ArrayList<>();

  private final List<Pack> aside = new ArrayList<>();

  /// @param alone keeps other processes out
  PackCollection(
      PackChunkStore store, PackDirectory packs, List<PackMarks> marks, ProcessLocks.Held alone) {
    this.store = store;
    this.packs = packs;
    this.marks = marks;
    this.alone = alone;
  }

  @Override
  public void mark(ChunkId id) {
    marks.forEach(pack -> pack.mark(id));
  }

  @Override
  public void mark(Set<ChunkKind> kinds) {
    marks.forEach(pack -> pack.mark(kinds));
  }

  @Override
  public void forEachKey(LongConsumer visitor) {
    for (Pack pack : packs.packs()) {
      for (Places places : pack.contents().places()) {
        places.keys().forEach(visitor);
      }
    }
  }

  @Override
  public GarbageCollection.Garbage measure() {
    return marks.stream()
        .map(PackMarks::garbage)
        .reduce(GarbageCollection.Garbage.NONE, GarbageCollection.Garbage::plus);
  }

  @Override
  public void copyKept(int most) {
    for (PackMarks pack : marks) {
      long garbage = pack.garbage().bytes();
      if (garbage > 0 && garbage * most >= pack.pack().contents().end()) {
        pack.sweep();
        if (copyKept(pack)) {
          empty.add(pack);
        }
      }
    }
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
  public GarbageCollection.Garbage putAside(long now) {
    GarbageCollection.Garbage gone = GarbageCollection.Garbage.NONE;
    try {
      for (PackMarks pack : empty) {
        packs.putAside(pack.pack(), now);
        aside.add(pack.pack());
        gone = gone.plus(pack.garbage());
      }
      return gone;
    } catch (IOException e) {
      throw FileFailures.of("move", "packs", e);
    }
  }

  @Override
  public void forget() {
    aside.forEach(packs::forget);
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
