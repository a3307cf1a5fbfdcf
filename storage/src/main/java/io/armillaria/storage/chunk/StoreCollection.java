package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.Quarantine;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// A collection of all homes of a store together.
final class StoreCollection implements GarbageCollection {
  private final RoutedChunkStore store;
  private final List<HomeCollection> homes;
  private final Pins pins;
  private final Quarantine quarantine;

  /// Of what is there when those who were writing have ended; null until then.
  private IdFilter filter;

  StoreCollection(
      RoutedChunkStore store, List<HomeCollection> homes, Pins pins, Quarantine quarantine) {
    this.store = store;
    this.homes = homes;
    this.pins = pins;
    this.quarantine = quarantine;
  }

  @Override
  public boolean begin(long millis) throws InterruptedException {
    return pins.awaitHeld(millis);
  }

  @Override
  public void mark(ChunkId id) {
    homes.forEach(home -> home.mark(id));
  }

  @Override
  public void mark(Set<ChunkKind> kinds) {
    homes.forEach(home -> home.mark(kinds));
  }

  @Override
  public Optional<ChunkKind> kind(ChunkId id) {
    return store.header(id).map(EntryHeader::kind);
  }

  @Override
  public void mentioned(MemorySegment bytes, Consumer<ChunkId> visitor) {
    if (filter == null) {
      filter = new IdFilter(homes);
    }
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
    return homes.stream().map(HomeCollection::measure).reduce(Garbage.NONE, Garbage::plus);
  }

  @Override
  public Garbage sweep(int most, long now, Runnable decided) {
    homes.forEach(home -> home.copyKept(most));
    store.force();
    decided.run();
    Garbage gone = Garbage.NONE;
    for (HomeCollection home : homes) {
      gone = gone.plus(home.putAside(now));
    }
    return gone;
  }

  @Override
  public void forget() {
    homes.forEach(HomeCollection::forget);
  }

  @Override
  public long delete(long before) {
    try {
      return quarantine.delete(before, file -> !store.isRead(file));
    } catch (IOException e) {
      throw FileFailures.of("delete", "quarantine", e);
    }
  }

  @Override
  public void close() {
    homes.forEach(HomeCollection::close);
  }
}
