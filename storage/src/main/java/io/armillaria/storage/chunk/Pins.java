package io.armillaria.storage.chunk;

import io.armillaria.storage.file.LeastFigure;
import io.armillaria.storage.file.Processes;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/// The pins that are held. Safe for many threads.
///
/// Each knows which collection it heeds: one of another process that began later waits for it. It
/// tells an older one before it looks, so that none begins unseen in between.
final class Pins {
  private final LeastFigure heeded;
  private final LongSupplier collection;
  private final TreeSet<Long> held = new TreeSet<>();
  private long next = 1;

  /// @param collection looks which collection runs, and heeds it
  Pins(Processes processes, LongSupplier collection) {
    this.heeded = new LeastFigure(processes, Processes.Figure.WRITER);
    this.collection = collection;
  }

  Pin pin() {
    long before = collection.getAsLong();
    heeded.add(before);
    long number = hold();
    long now = collection.getAsLong();
    heeded.replace(before, now);
    return () -> release(number, now);
  }

  private synchronized long hold() {
    held.add(next);
    return next++;
  }

  private synchronized void release(long number, long collection) {
    if (held.remove(number)) {
      heeded.remove(collection);
      notifyAll();
    }
  }

  /// Waits until every pin is released that is held now.
  ///
  /// @param deadline in nanoseconds
  /// @return false if that takes longer
  synchronized boolean awaitHeld(long deadline) throws InterruptedException {
    long last = next;
    while (!held.isEmpty() && held.first() < last) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
