package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.LogEntry;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.log.LogRecord;
import io.armillaria.storage.stats.Statistics;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.LeafWriter;
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
import java.util.SequencedMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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

  private static final long PUBLISH_MILLIS = 1000;
  private static final long PUBLISH_BYTES = 8 << 20;
  private static final long IDLE_SECONDS = 5;

  private final History history;
  private final Committer committer;
  private final CompactionPolicy policy;
  private final ScheduledThreadPoolExecutor thread;
  private final LongAdder merges;
  private final LongAdder mergedRows;
  private final LongAdder layouts;

  /// What was changed since a layout was last asked for.
  private final Map<Place, Long> changes = new ConcurrentHashMap<>();

  /// What waits, the newest version of each; guarded by itself.
  private final SequencedMap<Place, TableVersion> due = new LinkedHashMap<>();

  /// Layouts that are stored but not named in the log yet, by version; used by the thread only.
  private final Map<Numbered, StoredLayout> unpublished = new LinkedHashMap<>();

  private final Map<Numbered, TableVersion> unpublishedVersions = new LinkedHashMap<>();
  private long unpublishedBytes;

  /// How many layouts are unpublished, for others to see.
  private volatile int waitingToPublish;

  /// Whether a table is being worked on; guarded by `due`.
  private boolean working;

  private Future<?> publication = CompletableFuture.completedFuture(null);
  private volatile boolean closed;

  private record Place(TableId table, String branch) {}

  private record Numbered(TableId table, long version) {
    static Numbered of(TableVersion version) {
      return new Numbered(version.table(), version.number());
    }
  }

  Compactor(Storage storage, Committer committer, CompactionPolicy policy, Statistics statistics) {
    this.history = storage.history();
    this.committer = committer;
    this.policy = policy;
    this.thread = new ScheduledThreadPoolExecutor(1, Compactor::newThread);
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    statistics.number("compactions pending", this::pending);
    merges = statistics.counter("compaction merges");
    mergedRows = statistics.counter("compaction rows");
    layouts = statistics.counter("layouts stored");
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "armillaria-compaction");
    thread.setDaemon(true);
    return thread;
  }

  /// Tables that wait or are worked on, and layouts that are not named in the log yet.
  private int pending() {
    synchronized (due) {
      return due.size() + (working ? 1 : 0) + waitingToPublish;
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
    int most = policy.mostChanges();
    Long before = changes.get(place);
    long total =
        before == null
            ? version.changesSinceStored(most)
            : before + policy.cost(version.change().counts());
    changes.put(place, total < most ? total : 0L);
    if (total >= most) {
      request(place, version);
    }
  }

  private void request(Place place, TableVersion version) {
    boolean idle;
    synchronized (due) {
      idle = due.isEmpty() && !working;
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
      working = !closed && !due.isEmpty();
      return working ? Optional.of(due.pollFirstEntry().getValue()) : Optional.empty();
    }
  }

  private void work() {
    for (Optional<TableVersion> next = next(); next.isPresent(); next = next()) {
      TableVersion version = next.get();
      guarded("Table " + version.name() + " could not be compacted", () -> compact(version));
    }
    if (!closed && publication.isDone() && !unpublished.isEmpty()) {
      publication =
          thread.schedule(
              () -> guarded("Layouts could not be stored", this::publish),
              PUBLISH_MILLIS,
              TimeUnit.MILLISECONDS);
    }
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
      layout = merge(version, layout, merge.get(), true);
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
    waitingToPublish = unpublished.size();
    committer.adopt(version, layout);
    if (unpublishedBytes >= PUBLISH_BYTES) {
      publish();
    }
  }

  private Layout merge(
      TableVersion version, Layout layout, List<LayoutSegment> inputs, boolean packsFew) {
    List<Column> columns = RowId.storedColumns(version.schema());
    List<Column> keyColumns = RowId.keyColumns(version.schema());
    LeafWriter writer = new LeafWriter(history.leaves(), columns, keyColumns, packsFew);
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

  /// Writes a version anew as leaves that depend on its rows alone, and waits until the log says
  /// so.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException DiskFull, InputOutput, Corrupt
  void optimize(TableVersion version) {
    run(
        () -> {
          Layout layout = history.layout(version);
          Layout folded =
              layout.segments().isEmpty()
                  ? layout
                  : merge(version, layout, layout.segments(), false);
          store(version, folded, Optional.empty());
          publish();
        });
  }

  /// Makes the layouts durable and says so in the log.
  private void publish() {
    if (unpublished.isEmpty()) {
      return;
    }
    history.leaves().store().force();
    List<LogRecord> records = new ArrayList<>();
    unpublished.forEach(
        (place, stored) -> {
          // first, so that a checkpoint behind the record has it
          unpublishedVersions.get(place).storedLayout(stored.id());
          records.add(
              new LogEntry.LayoutStored(place.table(), place.version(), stored.id()).encode());
        });
    committer.append(() -> records);
    unpublished.clear();
    unpublishedVersions.clear();
    unpublishedBytes = 0;
    waitingToPublish = 0;
  }

  /// Returns when all that was due when it was called is compacted and named in the log.
  void awaitIdle() {
    run(
        () -> {
          work();
          guarded("Layouts could not be stored", this::publish);
        });
  }

  /// Runs an action in the thread, and waits for its end.
  private void run(Runnable action) {
    boolean interrupted = false;
    try {
      Future<?> result = thread.submit(action);
      while (true) {
        try {
          result.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (RejectedExecutionException | CancellationException e) {
      throw new Failure.Closed("The database is closed.").raise(e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case DatabaseException failure -> throw failure;
        case CancellationException closing ->
            throw new Failure.Closed("The database is closed.").raise(closing);
        default -> throw new IllegalStateException("the compaction failed", e.getCause());
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
