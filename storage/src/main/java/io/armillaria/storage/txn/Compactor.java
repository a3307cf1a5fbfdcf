package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.stats.Statistics;
import io.armillaria.storage.table.TableId;
import java.util.LinkedHashMap;
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

/// Keeps layouts small and near: after so many changes it merges what [CompactionPolicy] says and
/// stores the layout, so that no reader walks through more changes than that. Makes no commit and
/// no version: only another layout of the same rows, which readers and writers of the old one need
/// not notice.
///
/// One daemon thread of its own does the work, a table on a branch at a time; a table that is due
/// again while it waits is worked on once. Layouts are named in the log within about a second.
final class Compactor implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Compactor.class.getName());

  private static final long PUBLISH_MILLIS = 1000;
  private static final long IDLE_SECONDS = 5;

  private final CompactionPolicy policy;
  private final LayoutPublisher publisher;
  private final Compaction compaction;
  private final ScheduledThreadPoolExecutor thread;

  /// What was changed since a layout was last asked for.
  private final Map<Place, Long> changes = new ConcurrentHashMap<>();

  /// What waits, the newest version of each; guarded by itself.
  private final SequencedMap<Place, TableVersion> due = new LinkedHashMap<>();

  /// How many are being worked on, one within the other; guarded by `due`.
  private int active;

  private Future<?> publication = CompletableFuture.completedFuture(null);
  private volatile boolean closed;

  private record Place(TableId table, String branch) {
    static Place of(TableVersion version) {
      return new Place(version.table(), version.commit().branch());
    }
  }

  Compactor(Storage storage, Committer committer, CompactionPolicy policy, Statistics statistics) {
    this.policy = policy;
    this.publisher = new LayoutPublisher(storage.history(), committer);
    this.compaction =
        new Compaction(storage.history(), publisher, committer, policy, statistics, this::letPass);
    this.thread = new ScheduledThreadPoolExecutor(1, Compactor::newThread);
    thread.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    thread.allowCoreThreadTimeOut(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    statistics.number("compactions pending", this::pending);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "armillaria-compaction");
    thread.setDaemon(true);
    return thread;
  }

  /// Tables that wait or are worked on, and layouts that are not named in the log yet.
  private int pending() {
    synchronized (due) {
      return due.size() + active + publisher.waiting();
    }
  }

  /// Counts a version that was committed, and asks for its layout when it is time. Costs nothing
  /// else; never fails.
  void consider(TableVersion version) {
    Place place = Place.of(version);
    if (version.dropped()) {
      changes.remove(place);
      return;
    }
    int most = policy.mostChanges();
    Long before = changes.get(place);
    long total =
        before == null ? version.changesSinceStored(most) : before + policy.cost(version.counts());
    changes.put(place, total < most ? total : 0L);
    if (total >= most) {
      request(place, version);
    }
  }

  private void request(Place place, TableVersion version) {
    boolean idle;
    synchronized (due) {
      idle = due.isEmpty() && active == 0;
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

  private void work() {
    compactDue();
    if (publisher.waiting() == 0) {
      publisher.publish();
    } else if (!closed && publication.isDone()) {
      publication =
          thread.schedule(
              () -> guarded("Layouts could not be stored", publisher::publish),
              PUBLISH_MILLIS,
              TimeUnit.MILLISECONDS);
    }
  }

  private void compactDue() {
    for (Optional<TableVersion> next = next(); next.isPresent(); next = next()) {
      TableVersion version = next.get();
      guarded("Table " + version.name() + " could not be compacted", () -> compact(version));
    }
  }

  private Optional<TableVersion> next() {
    synchronized (due) {
      if (closed || due.isEmpty()) {
        return Optional.empty();
      }
      active++;
      return Optional.of(due.pollFirstEntry().getValue());
    }
  }

  private void compact(TableVersion version) {
    try {
      compaction.compact(version);
    } finally {
      synchronized (due) {
        active--;
      }
    }
  }

  /// Runs between the blocks of a long merge.
  private void letPass() {
    if (closed) {
      throw new CancellationException();
    }
    compactDue();
  }

  /// Rows and commits stand, whatever happens to their layouts.
  private static void guarded(String failed, Runnable action) {
    try {
      action.run();
    } catch (CancellationException e) {
      LOGGER.log(System.Logger.Level.DEBUG, failed + ": the database is closing.", e);
    } catch (RuntimeException | VirtualMachineError e) {
      LOGGER.log(System.Logger.Level.WARNING, failed + "; no row is concerned.", e);
    }
  }

  /// Writes a version anew as leaves that depend on its rows alone, and waits until the log says
  /// so.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException DiskFull, InputOutput, Corrupt
  void optimize(TableVersion version) {
    run(
        () -> {
          synchronized (due) {
            due.remove(Place.of(version));
          }
          try {
            compaction.optimize(version);
          } finally {
            publisher.publish();
          }
        });
  }

  /// Returns when all that was due when it was called is compacted and named in the log.
  void awaitIdle() {
    run(
        () -> {
          compactDue();
          guarded("Layouts could not be stored", publisher::publish);
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
    guarded("Layouts could not be stored", publisher::publish);
  }
}
