package io.armillaria.storage.gc;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Which moments of the history are being read, by the number of their last commits. Safe for many
/// threads.
public final class Snapshots {
  private final TreeMap<Long, Integer> open = new TreeMap<>();

  /// By the order in which they were opened.
  private final TreeSet<Long> numbers = new TreeSet<>();

  private final List<Waiting> waiting = new ArrayList<>();
  private long opened;

  /// @param last the newest snapshot that it waits for
  private record Waiting(long last, Runnable task) {}

  /// A moment that is read until this is closed; closing it a second time does nothing.
  public static final class Snapshot implements AutoCloseable {
    private final Snapshots owner;
    private final long last;
    private final long number;
    private boolean closed;

    private Snapshot(Snapshots owner, long last, long number) {
      this.owner = owner;
      this.last = last;
      this.number = number;
    }

    @Override
    public void close() {
      synchronized (owner) {
        if (!closed) {
          closed = true;
          owner.open.merge(last, -1, (count, less) -> count == 1 ? null : count + less);
          owner.numbers.remove(number);
          owner.runDue();
        }
      }
    }
  }

  /// A moment and its hold.
  public record Opened<T>(T moment, Snapshot snapshot) {}

  /// Reads from the moment on that `newest` gives.
  ///
  /// @param last tells its last commit's number
  public synchronized <T> Opened<T> open(Supplier<T> newest, ToLongFunction<T> last) {
    T moment = newest.get();
    long number = last.applyAsLong(moment);
    open.merge(number, 1, Integer::sum);
    numbers.add(++opened);
    return new Opened<>(moment, new Snapshot(this, number, opened));
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

  /// The last commit of the oldest moment that is read, or what `newest` gives if none is.
  public synchronized <T> long oldest(Supplier<T> newest, ToLongFunction<T> last) {
    return open.isEmpty() ? last.applyAsLong(newest.get()) : open.firstKey();
  }
}
