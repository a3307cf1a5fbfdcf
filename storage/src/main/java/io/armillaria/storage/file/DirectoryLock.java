package io.armillaria.storage.file;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Holds a database directory for one engine: a lock on the file `lock` keeps other processes out,
/// a system property other engines of this JVM, those of other class loaders among them.
///
/// The property is asked first, because on POSIX systems closing any channel of the file drops the
/// whole process's lock on it. The system releases the lock of a process that dies.
public final class DirectoryLock implements FileSystem.Lock {
  private static final String FILE = "lock";
  private static final String PROPERTY = "io.armillaria.open.";

  private final String property;
  private final FileChannel channel;

  private DirectoryLock(String property, FileChannel channel) {
    this.property = property;
    this.channel = channel;
  }

  /// Takes the lock of the existing directory, without waiting.
  ///
  /// @throws DatabaseException CannotOpen, if another engine holds it or the file cannot be written
  public static DirectoryLock acquire(Path directory) {
    try {
      Path file = directory.resolve(FILE);
      String property = PROPERTY + directory.toRealPath();
      Object holder = System.getProperties().putIfAbsent(property, owner());
      if (holder != null) {
        throw refusal(
            directory,
            holder.equals(owner()) ? "this JVM already" : "another class loader of this JVM",
            null);
      }
      return acquire(directory, file, property);
    } catch (IOException e) {
      throw FileFailures.opening(directory.toString(), FILE, e);
    }
  }

  private static DirectoryLock acquire(Path directory, Path file, String property)
      throws IOException {
    FileChannel locked = null;
    try {
      locked = Uninterrupted.run(() -> lock(directory, file));
      return new DirectoryLock(property, locked);
    } finally {
      if (locked == null) {
        System.getProperties().remove(property);
      }
    }
  }

  /// The channel that holds the lock, left open.
  private static FileChannel lock(Path directory, Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // The holder's property is gone. The channel stays open: closing it would drop their lock.
      throw refusal(directory, "another engine of this JVM", e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
      throw refusal(directory, "another process", null);
    }
    return channel;
  }

  /// Releases the lock.
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileFailures.of("close", FILE, e);
    } finally {
      System.getProperties().remove(property, owner());
    }
  }

  private static DatabaseException refusal(Path directory, String holder, Exception cause) {
    return new Failure.CannotOpen(
            directory.toString(), "Cannot open " + directory + ": it is in use by " + holder + ".")
        .raise(cause);
  }

  /// Names this class as its class loader knows it.
  private static String owner() {
    return Integer.toHexString(System.identityHashCode(DirectoryLock.class));
  }
}
