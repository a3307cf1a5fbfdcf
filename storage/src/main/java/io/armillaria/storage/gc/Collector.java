package io.armillaria.storage.gc;

import io.armillaria.storage.chunk.ChunkStore;
import io.armillaria.storage.chunk.GarbageCollection;
import java.util.Optional;

/// Collects the garbage of a store.
///
/// The order makes it safe beside writers: the collection begins, so that whatever is put or found
/// from then on is kept; those who were writing end; only then the roots are looked at, which have
/// all that those wrote; then the rest is garbage.
public final class Collector {
  private final ChunkStore store;
  private final Snapshots snapshots;

  /// @param snapshots those that may be read from what is swept
  public Collector(ChunkStore store, Snapshots snapshots) {
    this.store = store;
    this.snapshots = snapshots;
  }

  /// What a collection asks for. It may fail, and come to nothing, until [#decided].
  public interface Needs extends Roots {
    /// Lets go of what is remembered that may be garbage, before the roots are looked at: nobody
    /// begins to read it, or refers to it anew.
    default void begun() {}

    /// What is kept is safe, and the rest is about to go.
    default void decided() {}
  }

  /// How a collection goes.
  ///
  /// @param dryRun whether it is only told what would be collected
  /// @param most files are rewritten that are garbage for one part in so many, or more
  /// @param patience for how many milliseconds it waits for those who write
  /// @param now microseconds since 1970-01-01T00:00Z
  /// @param grace for how many microseconds files are kept that nothing needs any more
  public record Plan(boolean dryRun, int most, long patience, long now, long grace) {}

  /// What a collection did, or would do.
  ///
  /// @param deletedBytes of files that earlier collections had put aside
  public record Result(GarbageCollection.Garbage garbage, long deletedBytes) {}

  /// @param needs looked at when those who write now have ended
  /// @return nothing if those who write did not end in time; nothing was done then
  public Optional<Result> collect(Needs needs, Plan plan) throws InterruptedException {
    Optional<GarbageCollection> started = store.collect();
    if (started.isEmpty()) {
      return Optional.of(new Result(GarbageCollection.Garbage.NONE, 0));
    }
    try (GarbageCollection collection = started.get()) {
      if (!collection.begin(plan.patience())) {
        return Optional.empty();
      }
      needs.begun();
      needs.show(new Marker(store, collection));
      if (plan.dryRun()) {
        return Optional.of(new Result(collection.measure(), 0));
      }
      GarbageCollection.Garbage gone = collection.sweep(plan.most(), plan.now(), needs::decided);
      snapshots.afterThoseOpen(collection::forget);
      return Optional.of(new Result(gone, collection.delete(plan.now() - plan.grace())));
    }
  }
}
