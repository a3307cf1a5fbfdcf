package io.armillaria.storage.txn;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.gc.HistoryCollector;
import io.armillaria.storage.gc.VacuumResult;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// Collects garbage from time to time, in a thread of its own that gives way to others, where
/// something was committed since the last time. Nobody waits for it, so a failure is logged.
final class BackgroundCollector implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(BackgroundCollector.class.getName());
  private static final long MINUTES = 60;
  private static final long PATIENCE = 1000;

  /// Files are rewritten that are garbage for a half.
  private static final int MOST = 2;

  private final HistoryCollector collector;
  private final LongSupplier lastCommit;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(BackgroundCollector::thread);
  private final ScheduledFuture<?> task;
  private long collected;

  /// @param lastCommit tells the number of the newest commit
  BackgroundCollector(HistoryCollector collector, LongSupplier lastCommit) {
    this.collector = collector;
    this.lastCommit = lastCommit;
    this.collected = lastCommit.getAsLong();
    this.task = thread.scheduleWithFixedDelay(this::runOnce, MINUTES, MINUTES, TimeUnit.MINUTES);
  }

  @SuppressWarnings("ThreadPriorityCheck") // a wish, on which nothing depends
  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "armillaria-collector");
    thread.setDaemon(true);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  private void runOnce() {
    long last = lastCommit.getAsLong();
    if (last == collected) {
      return;
    }
    try {
      Optional<VacuumResult> result = collector.collect(OptionalInt.empty(), false, MOST, PATIENCE);
      if (result.isPresent()) {
        collected = last;
      }
    } catch (RuntimeException | VirtualMachineError e) {
      boolean refused =
          e instanceof DatabaseException failed
              && failed.failure() instanceof Failure.InvalidTransactionState;
      LOGGER.log(
          refused ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          "Garbage could not be collected; it takes up room, and nothing else.",
          e);
    }
  }

  /// Lets a collection that runs end first.
  @Override
  public void close() {
    task.cancel(false);
    thread.shutdown();
    boolean interrupted = false;
    while (true) {
      try {
        if (thread.awaitTermination(1, TimeUnit.MINUTES)) {
          break;
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
