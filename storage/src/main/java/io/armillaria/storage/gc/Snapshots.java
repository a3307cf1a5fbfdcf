package io.armillaria.storage.gc;

import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/// Which moments of the history are being read, by the number of their last commits. Safe for many
/// threads.
public final class Snapshots {
  private final TreeMap<Long, Integer> open = new TreeMap<>();

  /// A moment that is read until this is closed; closing it a second time does nothing.
  public static final class Snapshot implements AutoCloseable {
    private final Snapshots owner;
    private final long last;
    private boolean closed;

    private Snapshot(Snapshots owner, long last) {
      this.owner = owner;
      this.last = last;
    }

    @Override
    public void close() {
      synchronized (owner) {
        if (!closed) {
          closed = true;
          owner.open.merge(last, -1, (count, less) -> count == 1 ? null : count + less);
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
    return new Opened<>(moment, new Snapshot(this, number));
  }

  /// The last commit of the oldest moment that is read, or what `newest` gives if none is.
  public synchronized <T> long oldest(Supplier<T> newest, ToLongFunction<T> last) {
    return open.isEmpty() ? last.applyAsLong(newest.get()) : open.firstKey();
  }
}
