package io.armillaria.storage.gc;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.Refs;
import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.Quarantine;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Lets go of the data of versions that are retained no longer, and collects the garbage of a
/// database.
public final class HistoryCollector {
  private static final long DAY = 86_400_000_000L;

  private final History history;
  private final Supplier<Refs> refs;
  private final Supplier<Refs> settled;
  private final Snapshots snapshots;
  private final Retention retention;
  private final Supplier<RetentionSetting> setting;
  private final Optional<RetentionFile> file;
  private final Supplier<HeldPages> pages;
  private final LongSupplier clock;
  private final ReentrantLock running = new ReentrantLock();

  /// @param refs gives what is committed
  /// @param settled gives what is committed when all that is on its way has been
  /// @param setting gives that of the database
  /// @param pages holds the pages that the history is read from
  public HistoryCollector(
      History history,
      Supplier<Refs> refs,
      Supplier<Refs> settled,
      Snapshots snapshots,
      Retention retention,
      Supplier<RetentionSetting> setting,
      Optional<RetentionFile> file,
      Supplier<HeldPages> pages,
      LongSupplier clock) {
    this.history = history;
    this.refs = refs;
    this.settled = settled;
    this.snapshots = snapshots;
    this.retention = retention;
    this.setting = setting;
    this.file = file;
    this.pages = pages;
    this.clock = clock;
  }

  /// Collects.
  ///
  /// @param retainDays in place of the database's setting
  /// @param most files are rewritten that are garbage for one part in so many, or more
  /// @param patience for how many milliseconds it waits for those who write
  /// @return empty if those did not end, or another collection runs: nothing was done then
  public Optional<VacuumResult> collect(
      OptionalInt retainDays, boolean dryRun, int most, long patience) {
    if (file.isEmpty()) {
      return Optional.of(new VacuumResult(0, 0, 0, 0));
    }
    if (!running.tryLock()) {
      return Optional.empty();
    }
    try (HeldPages held = pages.get()) {
      long now = clock.getAsLong();
      long oldest = snapshots.oldest(refs, Refs::lastTransaction);
      RetentionSetting retain =
          retainDays.isPresent()
              ? RetentionSetting.NONE.withDays(retainDays.getAsInt())
              : setting.get();
      Horizons before = retention.horizons();
      Horizons after = new RetentionPolicy(history, refs.get(), oldest, now).after(before, retain);
      long versions = dropped(before, after);
      long grace = Math.min(Quarantine.GRACE, retain.effectiveDays() * DAY);
      Collector.Plan plan = new Collector.Plan(dryRun, most, patience, now, grace);
      try (Needs needs = new Needs(before, after, dryRun, held)) {
        return new Collector(history.leaves().store(), snapshots)
            .collect(needs, plan)
            .map(
                result ->
                    new VacuumResult(
                        result.garbage().objects(),
                        result.garbage().bytes(),
                        versions,
                        result.deletedBytes()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure.Cancelled("The collection of garbage was interrupted.").raise(e);
    } finally {
      running.unlock();
    }
  }

  /// What the history needs once the horizons are raised. They go back unless the collection comes
  /// to an end.
  private final class Needs implements Collector.Needs, AutoCloseable {
    private final Horizons before;
    private final Horizons after;
    private final boolean raises;
    private final HeldPages held;
    private boolean raised;

    Needs(Horizons before, Horizons after, boolean dryRun, HeldPages held) {
      this.before = before;
      this.after = after;
      this.raises = !dryRun && !after.equals(before);
      this.held = held;
    }

    @Override
    public void begun() {
      if (raises) {
        retention.set(after);
        raised = true;
      }
      history.forgetLayouts();
    }

    /// Whoever made a branch of an old version did so before the horizon was raised, and is seen
    /// here, or is refused.
    @Override
    public void show(Visitor visitor) {
      new HistoryRoots(history, settled.get(), after, held).show(visitor);
    }

    @Override
    public void decided() {
      if (raises) {
        file.orElseThrow().write(after);
        raised = false;
      }
    }

    @Override
    public void close() {
      if (raised) {
        retention.set(before);
      }
    }
  }

  private long dropped(Horizons before, Horizons after) {
    long count = 0;
    if (!after.equals(before)) {
      Refs now = refs.get();
      for (TableHistory table : history.tables()) {
        count += HistoryRoots.retained(table, before.of(table.id()), now).getLongCardinality();
        count -= HistoryRoots.retained(table, after.of(table.id()), now).getLongCardinality();
      }
    }
    return count;
  }
}
