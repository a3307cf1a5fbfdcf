package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.Processes;
import io.armillaria.storage.file.Quarantine;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A collection of all homes of a store together. Other processes that have the database open go on
/// reading and writing: they see by its number that it runs, and rely on nothing that it may put
/// aside; those who began to write before are waited for, and what is read by those who began to
/// read before is not deleted.
final class StoreCollection implements GarbageCollection {
  private static final long POLL_MILLIS = 2;

  private final RoutedChunkStore store;
  private final Pins pins;
  private final Quarantine quarantine;
  private final Processes processes;
  private final CollectionWatch watch;
  private final ProcessLocks.Collecting right;
  private final long number;
  private final List<HomeCollection> homes = new ArrayList<>();
  private long swept = Long.MAX_VALUE;

  /// Of what is there when those who were writing have ended; null until then.
  private IdFilter filter;

  /// Begins.
  ///
  /// @param right that of this process, which is given back in the end
  StoreCollection(
      RoutedChunkStore store,
      Pins pins,
      Quarantine quarantine,
      Processes processes,
      CollectionWatch watch,
      ProcessLocks.Collecting right) {
    this.store = store;
    this.pins = pins;
    this.quarantine = quarantine;
    this.processes = processes;
    this.watch = watch;
    this.right = right;
    this.number = watch.begin();
  }

  void add(HomeCollection home) {
    homes.add(home);
  }

  @Override
  public boolean begin(long millis) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    boolean begun = pins.awaitHeld(deadline) && awaitOthers(deadline);
    if (begun) {
      store.refresh();
    }
    return begun;
  }

  private boolean awaitOthers(long deadline) throws InterruptedException {
    while (leastOfOthers(Processes.Figure.WRITER) < number) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }

  @Override
  public long oldestMoment() {
    return leastOfOthers(Processes.Figure.MOMENT);
  }

  private long leastOfOthers(Processes.Figure figure) {
    return processes.least(figure, right.others());
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
    swept = now;
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

  /// What came before this collection came in an earlier one, which is over for those who know of
  /// its end.
  @Override
  public long delete(long before) {
    long reader = leastOfOthers(Processes.Figure.READER);
    boolean old = reader >= number - 1;
    boolean all = reader > number;
    try {
      return quarantine.delete(
          before, (file, came) -> (all || (old && came < swept)) && !store.isRead(file));
    } catch (IOException e) {
      throw FileFailures.of("delete", "quarantine", e);
    }
  }

  @Override
  public void close() {
    try {
      homes.forEach(HomeCollection::close);
    } finally {
      watch.end();
      right.close();
    }
  }
}
