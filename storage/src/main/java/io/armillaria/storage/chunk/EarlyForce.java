package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.DatabaseException;
import java.util.concurrent.atomic.AtomicBoolean;

/// Forces packs while much is being put, in a thread of its own: the disk works meanwhile, and
/// little is left for the force that somebody waits for.
final class EarlyForce {
  private static final System.Logger LOGGER = System.getLogger(EarlyForce.class.getName());
  private static final long STEP = 32L << 20;

  private final Runnable force;
  private final AtomicBoolean running = new AtomicBoolean();

  /// Written since the last one began; for one thread at a time.
  private long written;

  EarlyForce(Runnable force) {
    this.force = force;
  }

  /// Notes what was written. For one thread at a time.
  void wrote(long bytes) {
    written += bytes;
    if (written >= STEP && running.compareAndSet(false, true)) {
      written = 0;
      Thread.ofPlatform().daemon().name("armillaria-force").start(this::run);
    }
  }

  /// After a failure the store takes nothing more, which whoever uses it next is told.
  private void run() {
    try {
      force.run();
    } catch (DatabaseException e) {
      LOGGER.log(System.Logger.Level.DEBUG, "Packs could not be forced early.", e);
    } finally {
      running.set(false);
    }
  }
}
