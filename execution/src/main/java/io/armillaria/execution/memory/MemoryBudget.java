package io.armillaria.execution.memory;

import io.armillaria.storage.failure.Failure;
import java.util.HashSet;
import java.util.Set;

/// The memory that all queries of an engine share. Safe for many threads.
///
/// 1. What can go to a file instead asks with [#tryTake], and is refused early: an eighth of the
///    limit stays free, a reservation is at most twice as large as what it leaves free, and of
///    several large queries none has more than its share.
/// 2. What a query cannot do without asks with [#take], up to the limit.
/// 3. Each query gets its *minimum* either way, even when others hold the rest.
public final class MemoryBudget {
  private static final int RESERVE = 8;
  private static final int MINIMUM = 8;
  private static final long LARGEST_MINIMUM = 4 << 20;

  private final long limit;
  private final Set<MemoryAccount> holders = new HashSet<>();
  private long used;

  /// @param limit in bytes
  public MemoryBudget(long limit) {
    if (limit <= 0) {
      throw new IllegalArgumentException("a memory limit of " + limit + " bytes");
    }
    this.limit = limit;
  }

  public long limit() {
    return limit;
  }

  /// Bytes that running queries hold.
  public synchronized long used() {
    return used;
  }

  /// Bytes that each query is given whatever the others hold.
  long minimum() {
    return Math.min(limit / MINIMUM, LARGEST_MINIMUM);
  }

  synchronized boolean tryTake(MemoryAccount account, long reserved, long bytes) {
    long free = limit - limit / RESERVE - used - bytes;
    boolean fits =
        free >= 0 && reserved + bytes <= 2 * free && account.held + bytes <= share(account);
    if (!fits && account.held + bytes > minimum()) {
      return false;
    }
    add(account, bytes);
    return true;
  }

  /// @param holder what needs the bytes, for the message
  synchronized void take(MemoryAccount account, String holder, long bytes) {
    if (used + bytes > limit && account.held + bytes > minimum()) {
      throw new Failure.OutOfMemory(
              holder
                  + " needs "
                  + MemorySize.text(bytes)
                  + " more, but of memoryLimit="
                  + MemorySize.text(limit)
                  + " this statement holds "
                  + MemorySize.text(account.held)
                  + " and others "
                  + MemorySize.text(used - account.held)
                  + ".")
          .raise();
    }
    add(account, bytes);
  }

  synchronized void give(MemoryAccount account, long bytes) {
    add(account, -bytes);
  }

  private void add(MemoryAccount account, long bytes) {
    used += bytes;
    account.held += bytes;
    if (account.held == 0) {
      holders.remove(account);
    } else {
      holders.add(account);
    }
  }

  private long share(MemoryAccount account) {
    int large = 1;
    for (MemoryAccount holder : holders) {
      large += holder != account && holder.held > minimum() ? 1 : 0;
    }
    return limit / large;
  }
}
