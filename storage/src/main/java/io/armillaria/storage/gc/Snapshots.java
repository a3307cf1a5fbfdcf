package io.armillaria.storage.gc;

import io.armillaria.storage.file.LeastFigure;
import io.armillaria.storage.file.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Which moments of the history are being read, by the number of their last commits, and which
/// collection of garbage those know of who read. Other processes are told too: before somebody
/// looks what there is to read, an older moment and an older collection are, so that no horizon is
/// raised, and nothing deleted, unseen in between. Safe for many threads.
public final class Snapshots {
  private final LongSupplier collection;
  private final LeastFigure moments;
  private final LeastFigure readers;

  /// The newest moment that anybody has read.
  private final AtomicLong newest = new AtomicLong();

  /// By the order in which they were opened.
  private final TreeSet<Long> numbers = new TreeSet<>();

  private final List<Waiting> waiting = new ArrayList<>();
  private long opened;

  /// @param collection looks which collection runs, and heeds it
  public Snapshots(Processes processes, LongSupplier collection) {
    this.collection = collection;
    this.moments = new LeastFigure(processes, Processes.Figure.MOMENT);
    this.readers = new LeastFigure(processes, Processes.Figure.READER);
  }

  /// @param last the newest snapshot that it waits for
  private record Waiting(long last, Runnable task) {}

  /// A moment that is read until this is closed; closing it a second time does nothing.
  public static final class Snapshot implements AutoCloseable {
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Snapshot(Runnable release) {
      this.release = release;
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        release.run();
      }
    }
  }

  /// A moment and its hold.
  public record Opened<T>(T moment, Snapshot snapshot) {}

  /// Reads from the moment on that `look` gives.
  ///
  /// @param last tells its last commit's number
  public <T> Opened<T> open(Supplier<T> look, ToLongFunction<T> last) {
    long before = newest.get();
    moments.add(before);
    long heeded = collection.getAsLong();
    readers.add(heeded);
    long number = enter();
    boolean complete = false;
    try {
      long now = collection.getAsLong();
      readers.replace(heeded, now);
      heeded = now;
      T moment = look.get();
      long commit = last.applyAsLong(moment);
      moments.replace(before, commit);
      before = commit;
      newest.accumulateAndGet(commit, Math::max);
      complete = true;
      return new Opened<>(moment, new Snapshot(() -> close(number, commit, now)));
    } finally {
      if (!complete) {
        close(number, before, heeded);
      }
    }
  }

  private synchronized long enter() {
    numbers.add(++opened);
    return opened;
  }

  private void close(long number, long commit, long heeded) {
    moments.remove(commit);
    readers.remove(heeded);
    synchronized (this) {
      numbers.remove(number);
      runDue();
    }
  }

  /// Runs a short task as soon as all snapshots have been closed that are open now.
  public synchronized void afterThoseOpen(Runnable task) {
    waiting.add(new Waiting(opened, task));
    runDue();
  }

  private void runDue() {
    long oldest = numbers.isEmpty() ? Long.MAX_VALUE : numbers.first();
    waiting.removeIf(
        each -> {
          boolean due = each.last() < oldest;
          if (due) {
            each.task().run();
          }
          return due;
        });
  }

  /// The last commit of the oldest moment that is read, or what `look` gives if none is.
  public <T> long oldest(Supplier<T> look, ToLongFunction<T> last) {
    long none = last.applyAsLong(look.get());
    return Math.min(none, moments.least());
  }
}
