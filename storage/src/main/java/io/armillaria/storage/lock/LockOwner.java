package io.armillaria.storage.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;

/// A transaction as the locks see it. Everything but the number is guarded by its [LocalLocks].
public final class LockOwner {
  private final long number;
  private final String title;
  final List<LockName> held = new ArrayList<>();

  /// What it waits for, or null.
  LockName awaited;

  /// Wakes it, while it waits.
  Condition wake;

  /// Whether it has to give way to others that wait for it.
  boolean victim;

  /// @param number grows with each transaction: the larger one is the younger
  /// @param title for messages: `another transaction`
  public LockOwner(long number, String title) {
    this.number = number;
    this.title = title;
  }

  public long number() {
    return number;
  }

  String title() {
    return title;
  }
}
