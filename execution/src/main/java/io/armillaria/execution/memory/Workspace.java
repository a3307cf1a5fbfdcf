package io.armillaria.execution.memory;

import io.armillaria.storage.failure.DatabaseException;
import java.util.HashSet;
import java.util.Set;

/// What one query holds: memory and temporary files. Closed when no thread works on the query any
/// more, whatever its end was. Safe for many threads.
public final class Workspace implements AutoCloseable {
  private static final long SMALL = 16 << 20;
  private static final int FEW_PARTITIONS = 3;
  private static final int MANY_PARTITIONS = 5;
  private static final int LEAST_PAGE = 1 << 10;
  private static final int LARGEST_PAGE = 1 << 16;
  private static final int STEPS = 1024;

  private final QueryMemory memory;
  private final MemoryAccount account;
  private final Set<SpillFile> files = new HashSet<>();
  private boolean closed;

  Workspace(QueryMemory memory) {
    this.memory = memory;
    this.account = new MemoryAccount(memory.budget());
  }

  /// @param holder what needs the memory, for messages
  public Reservation reserve(String holder) {
    return reserve(holder, 0);
  }

  /// @param floor bytes that another reservation holds for this one
  public Reservation reserve(String holder, long floor) {
    return new Reservation(account, holder, memory.budget().limit() / STEPS, floor);
  }

  /// A file for what does not fit. Who has read all of it closes it, and otherwise the workspace.
  public synchronized SpillFile file() {
    if (closed) {
      throw new IllegalStateException("the query has ended");
    }
    SpillFile file = memory.area().create();
    files.add(file);
    return file;
  }

  /// The number of parts, as a power of two, into which rows are divided that do not fit.
  public int partitionBits() {
    return memory.budget().limit() < SMALL ? FEW_PARTITIONS : MANY_PARTITIONS;
  }

  /// About how many bytes a page should have, so that `writers` with a page for each partition get
  /// along with half of a query's minimum.
  public int pageBytes(int writers) {
    long pages = (2L * writers) << partitionBits();
    return Math.clamp(memory.budget().minimum() / pages, LEAST_PAGE, LARGEST_PAGE);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    account.close();
    DatabaseException failure = null;
    for (SpillFile file : files) {
      try {
        file.close();
      } catch (DatabaseException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
