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
      Supplier<HeldPages> pages,
      LongSupplier clock) {
    this.history = history;
    this.refs = refs;
    this.settled = settled;
    this.snapshots = snapshots;
    this.retention = retention;
    this.setting = setting;
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
    if (!retention.letsGo()) {
      return Optional.of(new VacuumResult(0, 0, 0, 0));
    }
    if (!running.tryLock()) {
      return Optional.empty();
    }
    try (HeldPages held = pages.get()) {
      long now = clock.getAsLong();
      RetentionSetting retain =
          retainDays.isPresent()
              ? RetentionSetting.NONE.withDays(retainDays.getAsInt())
              : setting.get();
      long grace = Math.min(Quarantine.GRACE, retain.effectiveDays() * DAY);
      Collector.Plan plan = new Collector.Plan(dryRun, most, patience, now, grace);
      try (Needs needs = new Needs(retain, plan, held)) {
        return new Collector(history.leaves().store(), snapshots)
            .collect(needs, plan)
            .map(
                result ->
                    new VacuumResult(
                        result.garbage().objects(),
                        result.garbage().bytes(),
                        dropped(needs.before, needs.after),
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
    private final RetentionSetting setting;
    private final Collector.Plan plan;
    private final HeldPages held;
    private Horizons before = Horizons.NONE;
    private Horizons after = Horizons.NONE;
    private boolean raised;
    private boolean published;

    Needs(RetentionSetting setting, Collector.Plan plan, HeldPages held) {
      this.setting = setting;
      this.plan = plan;
      this.held = held;
    }

    /// Who begins to read now has told so before, or sees that a collection runs, and all commits
    /// that are seen here.
    @Override
    public void begun(long moment) {
      long oldest = Math.min(moment, snapshots.oldest(refs, Refs::lastTransaction));
      before = retention.horizons();
      after = new RetentionPolicy(history, refs.get(), oldest, plan.now()).after(before, setting);
      if (raises()) {
        retention.set(after);
        raised = true;
        if (held.others()) {
          publish();
        }
      }
      // those that others have stored are known by now
      history.forgetLayouts();
    }

    private boolean raises() {
      return !plan.dryRun() && !after.equals(before);
    }

    private void publish() {
      retention.publish();
      published = true;
    }

    /// Whoever made a branch of an old version did so before the horizon was raised, and is seen
    /// here, or is refused.
    @Override
    public void show(Visitor visitor) {
      new HistoryRoots(history, settled.get(), after, held).show(visitor);
    }

    @Override
    public void decided() {
      if (raises() && !published) {
        publish();
      }
      raised = false;
    }

    @Override
    public void close() {
      if (raised) {
        retention.set(before);
        if (published) {
          retention.publish();
        }
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
