package io.armillaria.storage.file;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// Locks among engines that share a set of the bytes that are taken.
final class MemoryLocks implements ProcessLocks {
  private final Set<Long> taken;
  private final Set<Long> mine = new HashSet<>();
  private final ProcessSlot slot = new ProcessSlot(this);

  MemoryLocks() {
    this(new HashSet<>());
  }

  /// @param taken locked while it is used; shared by engines that exclude each other
  MemoryLocks(Set<Long> taken) {
    this.taken = taken;
  }

  @Override
  public Optional<Held> tryLock(long position) {
    synchronized (taken) {
      if (!taken.add(position)) {
        return Optional.empty();
      }
      mine.add(position);
      return Optional.of(() -> release(position));
    }
  }

  @Override
  public Optional<Held> tryShare(long position) {
    return tryLock(position);
  }

  @Override
  public Held lock(long position) {
    boolean interrupted = false;
    synchronized (taken) {
      if (mine.contains(position)) {
        throw new IllegalStateException("byte " + position + " is locked here already");
      }
      while (taken.contains(position)) {
        try {
          taken.wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return tryLock(position).orElseThrow();
    }
  }

  @Override
  public Optional<Held> tryAlone() {
    return slot.takeOthers();
  }

  @Override
  public OptionalInt slot() {
    return slot.number();
  }

  /// Shows other engines that this one shares the database.
  boolean takeSlot() {
    return slot.take();
  }

  private void release(long position) {
    synchronized (taken) {
      if (mine.remove(position)) {
        taken.remove(position);
        taken.notifyAll();
      }
    }
  }

  /// Releases everything that was taken here.
  void close() {
    synchronized (taken) {
      taken.removeAll(mine);
      mine.clear();
      taken.notifyAll();
    }
  }
}
