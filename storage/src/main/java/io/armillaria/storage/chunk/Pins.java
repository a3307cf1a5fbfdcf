package io.armillaria.storage.chunk;

import java.util.TreeMap;

/// The pins that are held. Safe for many threads.
final class Pins {
  private final TreeMap<Long, Boolean> held = new TreeMap<>();
  private long next = 1;

  synchronized Pin pin() {
    long number = next++;
    held.put(number, true);
    return () -> release(number);
  }

  private synchronized void release(long number) {
    held.remove(number);
    notifyAll();
  }

  /// Waits until every pin is released that is held now.
  ///
  /// @return false if that takes more than `millis`
  synchronized boolean awaitHeld(long millis) throws InterruptedException {
    long last = next;
    long deadline = System.nanoTime() + millis * 1_000_000;
    while (!held.isEmpty() && held.firstKey() < last) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
