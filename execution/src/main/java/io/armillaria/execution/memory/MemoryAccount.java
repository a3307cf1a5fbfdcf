package io.armillaria.execution.memory;

/// What one query holds of a [MemoryBudget]. Safe for many threads.
final class MemoryAccount {
  private final MemoryBudget budget;
  private boolean closed;

  /// Guarded by the budget.
  long held;

  MemoryAccount(MemoryBudget budget) {
    this.budget = budget;
  }

  synchronized boolean tryTake(long reserved, long bytes) {
    return closed || budget.tryTake(this, reserved, bytes);
  }

  synchronized void take(String holder, long bytes) {
    if (!closed) {
      budget.take(this, holder, bytes);
    }
  }

  synchronized void give(long bytes) {
    if (!closed) {
      budget.give(this, bytes);
    }
  }

  /// Gives all back; what its reservations do afterwards counts no more.
  synchronized void close() {
    if (!closed) {
      closed = true;
      budget.give(this, held);
    }
  }
}
