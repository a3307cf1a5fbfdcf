package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Locks on bytes of a file.
///
/// 1. A JVM has one channel of the file, because on POSIX systems closing any channel of a file
///    drops all of the process's locks on it. [DirectoryLock] owns it.
/// 2. The channel is asynchronous with operations that run in the calling thread, because a
///    `FileChannel` is closed, and all locks lost, when a waiting thread is interrupted.
final class FileLocks implements ProcessLocks {
  private final AsynchronousFileChannel channel;
  private final ProcessSlot slot = new ProcessSlot(this);

  private FileLocks(AsynchronousFileChannel channel) {
    this.channel = channel;
  }

  /// Opens the file, creating it where it is missing.
  static FileLocks open(Path file) throws IOException {
    return new FileLocks(
        AsynchronousFileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            InlineExecutor.INSTANCE));
  }

  @Override
  public Optional<Held> tryLock(long position) {
    return tryLock(position, false);
  }

  @Override
  public Optional<Held> tryShare(long position) {
    return tryLock(position, true);
  }

  private Optional<Held> tryLock(long position, boolean shared) {
    try {
      return Optional.ofNullable(channel.tryLock(position, 1, shared)).map(FileLocks::held);
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileFailures.of("lock", DirectoryLock.FILE, e);
    }
  }

  @Override
  public Held lock(long position) {
    Future<FileLock> waiting = channel.lock(position, 1, false);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return held(waiting.get());
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw FileFailures.of("lock", DirectoryLock.FILE, new IOException(e.getCause()));
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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

  /// Shows other processes that this one shares the database.
  ///
  /// @return false if too many do
  boolean takeSlot() {
    return slot.take();
  }

  private static Held held(FileLock lock) {
    return () -> {
      try {
        if (lock.acquiredBy().isOpen()) {
          lock.release();
        }
      } catch (IOException e) {
        throw FileFailures.of("unlock", DirectoryLock.FILE, e);
      }
    };
  }

  /// Releases everything.
  void close() throws IOException {
    channel.close();
  }
}
