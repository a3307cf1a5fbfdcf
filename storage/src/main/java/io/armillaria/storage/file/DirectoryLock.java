package io.armillaria.storage.file;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.io.IOException;
import java.nio.file.Path;

/// Says that an engine has a database directory open: a byte of the file `lock` to other processes,
/// a system property to other engines of this JVM, those of other class loaders among them.
///
/// The property is asked first, because a JVM may open the file only once; see [FileLocks]. The
/// system releases the locks of a process that dies.
public final class DirectoryLock implements FileSystem.Lock {
  static final String FILE = "lock";
  private static final String WORDS = "state";
  private static final String TABLES = "rows";
  private static final String PROPERTY = "io.armillaria.open.";

  private final Path directory;
  private final String property;
  private final FileLocks locks;
  private final SharedWords words;

  private DirectoryLock(Path directory, String property, FileLocks locks, SharedWords words) {
    this.directory = directory;
    this.property = property;
    this.locks = locks;
    this.words = words;
  }

  /// Takes the existing directory for this engine alone, without waiting.
  ///
  /// @throws DatabaseException CannotOpen, if another engine has it or the file cannot be written
  public static DirectoryLock acquire(Path directory) {
    return acquire(directory, false);
  }

  /// Takes the existing directory for this JVM's one engine, together with those of other processes
  /// that share it, without waiting.
  ///
  /// @throws DatabaseException CannotOpen, if another engine of this JVM has it, or one of another
  ///   process alone, or the file cannot be written
  public static DirectoryLock share(Path directory) {
    return acquire(directory, true);
  }

  private static DirectoryLock acquire(Path directory, boolean shared) {
    try {
      Path file = directory.resolve(FILE);
      String property = PROPERTY + directory.toRealPath();
      Object holder = System.getProperties().putIfAbsent(property, owner());
      if (holder != null) {
        throw refusal(
            directory,
            holder.equals(owner()) ? "this JVM already" : "another class loader of this JVM");
      }
      return acquire(directory, file, shared, property);
    } catch (IOException e) {
      throw FileFailures.opening(directory.toString(), FILE, e);
    }
  }

  private static DirectoryLock acquire(Path directory, Path file, boolean shared, String property)
      throws IOException {
    FileLocks locks = null;
    boolean complete = false;
    try {
      locks = FileLocks.open(file);
      boolean acquired =
          shared
              ? locks.tryShare(ProcessLocks.PRESENCE).isPresent() && locks.takeSlot()
              : locks.tryLock(ProcessLocks.PRESENCE).isPresent();
      if (!acquired) {
        throw refusal(directory, "another process");
      }
      SharedWords words = MappedWords.open(file.resolveSibling(WORDS));
      complete = true;
      return new DirectoryLock(directory, property, locks, words);
    } finally {
      if (!complete) {
        System.getProperties().remove(property);
        if (locks != null) {
          locks.close();
        }
      }
    }
  }

  @Override
  public ProcessLocks locks() {
    return locks;
  }

  @Override
  public SharedWords words() {
    return words;
  }

  @Override
  public SharedTable table(int slot) {
    return new MappedTable(directory.resolve("%s-%02d".formatted(TABLES, slot)));
  }

  /// Releases the directory and all locks.
  @Override
  public void close() {
    try {
      locks.close();
    } catch (IOException e) {
      throw FileFailures.of("close", FILE, e);
    } finally {
      System.getProperties().remove(property, owner());
    }
  }

  private static DatabaseException refusal(Path directory, String holder) {
    return new Failure.CannotOpen(
            directory.toString(), "Cannot open " + directory + ": it is in use by " + holder + ".")
        .raise();
  }

  /// Names this class as its class loader knows it.
  private static String owner() {
    return Integer.toHexString(System.identityHashCode(DirectoryLock.class));
  }
}
