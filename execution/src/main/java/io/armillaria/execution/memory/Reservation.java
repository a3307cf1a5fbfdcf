package io.armillaria.execution.memory;

/// The memory of one thing that grows. Belongs to one thread at a time; asks its account in coarse
/// steps only.
public final class Reservation implements AutoCloseable {
  private static final long LARGEST_STEP = 1 << 20;

  private final MemoryAccount account;
  private final String holder;
  private final long step;
  private final long floor;
  // at least the floor, which another reservation holds
  private long held;

  Reservation(MemoryAccount account, String holder, long step, long floor) {
    this.account = account;
    this.holder = holder;
    this.step = Math.clamp(step, 1, LARGEST_STEP);
    this.floor = floor;
    this.held = floor;
  }

  /// What needs the memory, for messages.
  public String holder() {
    return holder;
  }

  /// Makes it at least `bytes` in all, if they are there to be had; false says that something
  /// should go to a file.
  public boolean tryHold(long bytes) {
    if (bytes <= held) {
      return true;
    }
    long more = bytes - held;
    long rounded = (more + step - 1) / step * step;
    if (account.tryTake(held, rounded)) {
      held += rounded;
      return true;
    }
    return false;
  }

  /// Makes it at least `bytes` in all.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException OutOfMemory when they are not to be
  ///   had
  public void hold(long bytes) {
    if (!tryHold(bytes)) {
      account.take(holder, bytes - held);
      held = bytes;
    }
  }

  /// Makes it at most `bytes`.
  public void shrink(long bytes) {
    long least = Math.max(bytes, floor);
    if (least < held) {
      account.give(held - least);
      held = least;
    }
  }

  /// Takes over what another one of the same query has beside its floor.
  public void absorb(Reservation other) {
    held += other.held - other.floor;
    other.held = other.floor;
  }

  @Override
  public void close() {
    shrink(0);
  }
}
