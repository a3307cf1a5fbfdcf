package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.stats.Statistics;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.LeafWriter;
import io.armillaria.storage.table.RowCounts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.SegmentMerge;
import io.armillaria.storage.table.StoredLayout;
import io.armillaria.storage.table.TableId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Keeps layouts small and near: after so many changes it merges what [CompactionPolicy] says and
/// stores the layout, so that no reader walks through more changes than that. Makes no commit and
/// no version: only another layout of the same rows, which readers and writers of the old one need
/// not notice.
///
/// One daemon thread of its own does the work, a table on a branch at a time; a table that is due
/// again while it waits is worked on once. What it stores is used at once in this process, and is
/// forced, and named in the log, together with what else came within a second: the log never names
/// what is not durable, and commits seldom meet another force.
final class Compactor implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Compactor.class.getName());

  /// Changes on top of a stored layout before the next one is stored.
  static final int MOST_CHANGES = 128;

  /// A change of so many rows counts as two, and so on.
  private static final int ROWS_A_CHANGE = 32;

  private static final long PUBLISH_MILLIS = 1000;
  private static final long PUBLISH_BYTES = 8 << 20;
  private static final long IDLE_SECONDS = 5;

  private final History history;
  private final Journal journal;
  private final Committer committer;
  private final CompactionPolicy policy;
  private final ScheduledThreadPoolExecutor thread;
  private final LongAdder merges;
  private final LongAdder mergedRows;
  private final LongAdder layouts;

  /// What was changed since a layout was last asked for.
  private final Map<Place, Long> changes = new ConcurrentHashMap<>();

  /// What waits, the newest version of each; guarded by itself.
  private final Map<Place, TableVersion> due = new LinkedHashMap<>();

  /// Layouts that are stored but not named in the log yet, by version; used by the thread only.
  private final Map<Numbered, StoredLayout> unpublished = new LinkedHashMap<>();

  private final Map<Numbered, TableVersion> unpublishedVersions = new LinkedHashMap<>();
  private long unpublishedBytes;
  private boolean publishing;
  private volatile boolean closed;

  private record Place(TableId table, String branch) {}

  private record Numbered(TableId table, long version) {
    static Numbered of(TableVersion version) {
      return new Numbered(version.table(), version.number());
    }
  }

  Compactor(History history, Journal journal, Committer committer, Statistics statistics) {
    this.history = history;
    this.journal = journal;
    this.committer = committer;
    this.policy = new CompactionPolicy(history.leaves().cutRule());
    this.thread = new ScheduledThreadPoolExecutor(1, Compactor::newThread);
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    statistics.register("compaction.pending", this::pending);
    merges = statistics.counter("compaction.merges");
    mergedRows = statistics.counter("compaction.rows");
    layouts = statistics.counter("compaction.layouts");
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "armillaria-compaction");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  private int pending() {
    synchronized (due) {
      return due.size();
    }
  }

  /// Counts a version that was committed, and asks for its layout when it is time. Costs nothing
  /// else; never fails.
  void consider(TableVersion version) {
    Place place = new Place(version.table(), version.commit().branch());
    if (version.dropped()) {
      changes.remove(place);
      return;
    }
    RowCounts rows = version.change().counts();
    long cost = 1 + (rows.inserted() + rows.updated() + rows.deleted()) / ROWS_A_CHANGE;
    Long before = changes.get(place);
    long total = cost + (before == null ? version.changesSinceStored(MOST_CHANGES) : before);
    changes.put(place, total < MOST_CHANGES ? total : 0L);
    if (total >= MOST_CHANGES) {
      request(place, version);
    }
  }

  private void request(Place place, TableVersion version) {
    boolean idle;
    synchronized (due) {
      idle = due.isEmpty();
      due.put(place, version);
    }
    if (idle) {
      try {
        thread.execute(this::work);
      } catch (RejectedExecutionException e) {
        LOGGER.log(System.Logger.Level.DEBUG, "The database is closing; nothing is compacted.", e);
      }
    }
  }

  private Optional<TableVersion> next() {
    synchronized (due) {
      var waiting = due.values().iterator();
      if (closed || !waiting.hasNext()) {
        return Optional.empty();
      }
      TableVersion version = waiting.next();
      waiting.remove();
      return Optional.of(version);
    }
  }

  private void work() {
    for (Optional<TableVersion> next = next(); next.isPresent(); next = next()) {
      TableVersion version = next.get();
      guarded("Table " + version.name() + " could not be compacted", () -> compact(version));
    }
    if (!closed && !publishing && !unpublished.isEmpty()) {
      publishing = true;
      thread.schedule(this::publishLater, PUBLISH_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void publishLater() {
    publishing = false;
    guarded("Layouts could not be stored", this::publish);
  }

  /// Rows and commits stand, whatever happens to their layouts.
  private static void guarded(String failed, Runnable action) {
    try {
      action.run();
    } catch (CancellationException e) {
      LOGGER.log(System.Logger.Level.DEBUG, failed + ": the database is closing.", e);
    } catch (RuntimeException e) {
      LOGGER.log(System.Logger.Level.WARNING, failed + "; no row is concerned.", e);
    }
  }

  /// Brings one version's layout into order and stores it.
  private void compact(TableVersion version) {
    Deque<TableVersion> newer = new ArrayDeque<>();
    Optional<StoredLayout> last = Optional.empty();
    for (Optional<TableVersion> at = Optional.of(version);
        at.isPresent() && last.isEmpty();
        at = at.get().startsEmpty() ? Optional.empty() : at.get().previous()) {
      last = stored(at.get());
      if (last.isEmpty()) {
        newer.push(at.get());
      }
    }
    Layout layout = last.map(StoredLayout::layout).orElse(Layout.EMPTY);
    for (TableVersion next : newer) {
      layout = layout.apply(next.change(), RowId.keyColumns(next.schema()));
    }
    for (Optional<List<LayoutSegment>> merge = policy.due(layout);
        merge.isPresent();
        merge = policy.due(layout)) {
      layout = merge(version, layout, merge.get());
    }
    store(version, layout, last);
  }

  private Optional<StoredLayout> stored(TableVersion version) {
    StoredLayout mine = unpublished.get(Numbered.of(version));
    return mine != null
        ? Optional.of(mine)
        : version.storedLayout().map(id -> history.layouts().open(id));
  }

  private void store(TableVersion version, Layout layout, Optional<StoredLayout> last) {
    StoredLayout stored = history.layouts().store(layout, last);
    layouts.increment();
    unpublishedBytes += stored.bytes();
    unpublished.put(Numbered.of(version), stored);
    unpublishedVersions.put(Numbered.of(version), version);
    committer.adopt(version, layout);
    if (unpublishedBytes >= PUBLISH_BYTES) {
      publish();
    }
  }

  private Layout merge(TableVersion version, Layout layout, List<LayoutSegment> inputs) {
    List<Column> columns = RowId.storedColumns(version.schema());
    List<Column> keyColumns = RowId.keyColumns(version.schema());
    LeafWriter writer = new LeafWriter(history.leaves(), columns, keyColumns, true);
    new SegmentMerge(inputs, columns, keyColumns)
        .forEach(
            block -> {
              if (closed) {
                throw new CancellationException();
              }
              writer.append(block);
              mergedRows.add(block.rows());
            });
    merges.increment();
    return layout.replace(inputs, writer.finish());
  }

  /// Makes the layouts durable and says so in the log.
  private void publish() {
    if (unpublished.isEmpty()) {
      return;
    }
    history.leaves().store().force();
    List<LogRecord> records = new ArrayList<>();
    unpublished.forEach(
        (place, stored) ->
            records.add(
                new LogEntry.LayoutStored(place.table(), place.version(), stored.id()).encode()));
    journal.enqueue(records);
    unpublished.forEach(
        (place, stored) -> unpublishedVersions.get(place).storedLayout(stored.id()));
    unpublished.clear();
    unpublishedVersions.clear();
    unpublishedBytes = 0;
  }

  /// Returns when all that was due when it was called is compacted and named in the log.
  void awaitIdle() {
    try {
      thread
          .submit(
              () -> {
                work();
                guarded("Layouts could not be stored", this::publish);
              })
          .get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | RejectedExecutionException e) {
      throw new IllegalStateException("the compaction ended", e);
    }
  }

  /// Gives up what runs, at its next block of rows, and publishes what is finished.
  @Override
  public void close() {
    closed = true;
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    guarded("Layouts could not be stored", this::publish);
  }
}
