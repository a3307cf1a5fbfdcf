package io.armillaria.storage.chunk;

import io.armillaria.storage.file.CollectionNumber;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Heeds the collections of other processes. While one runs, nothing is relied on that others may
/// put aside; when one has ended, what it has put aside is not looked at any more but by those who
/// began to read before.
final class CollectionWatch {
  /// So often, in nanoseconds, it is asked whether the process lives that collects.
  private static final long SELDOM = 20_000_000;

  private final CollectionNumber number;

  /// Lets go of what was put aside, and gives what ends that for those who read it still.
  private final Supplier<Runnable> leave;

  private volatile Consumer<Runnable> listener = Runnable::run;
  private volatile long known;
  private volatile boolean foreign;
  private volatile long asked = System.nanoTime();

  CollectionWatch(CollectionNumber number, Supplier<Runnable> leave) {
    this.number = number;
    this.leave = leave;
    number.endIfDead();
    this.known = number.get();
    this.foreign = CollectionNumber.isRunning(known);
  }

  /// @param listener told of each collection that another process began or ended, with what is to
  ///   run when all have ended who read now
  void listener(Consumer<Runnable> listener) {
    this.listener = listener;
  }

  /// Whether another process collects.
  boolean isForeign() {
    return foreign;
  }

  /// The number of the newest collection that is heeded from now on. Takes no time but when it is a
  /// new one.
  long look() {
    if (foreign && System.nanoTime() - asked > SELDOM) {
      asked = System.nanoTime();
      number.endIfDead();
    }
    return number.get() == known ? known : follow();
  }

  private synchronized long follow() {
    long now = number.get();
    if (now != known) {
      foreign = CollectionNumber.isRunning(now);
      listener.accept(leave.get());
      known = now;
    }
    return known;
  }

  /// Begins a collection of this process, which has the right to.
  ///
  /// @return its number
  synchronized long begin() {
    number.end();
    follow();
    known = number.begin();
    return known;
  }

  /// Ends that collection.
  synchronized void end() {
    number.end();
    known = number.get();
  }
}
