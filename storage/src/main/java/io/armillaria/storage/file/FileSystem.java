package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The operations on files that durability depends on, and no others: what is not forced may be
/// lost, torn or reordered by a power cut, and the tests have an implementation that does all that.
///
/// Safe for many threads. No operation is disturbed by an interrupt of its thread: it runs to its
/// end and the thread stays interrupted.
public interface FileSystem {

  /// The file system of the machine.
  static FileSystem disk() {
    return DiskFileSystem.INSTANCE;
  }

  /// Opens one file. The caller closes it.
  StorageFile open(Path file, FileAccess access) throws IOException;

  /// Whether there is a file or directory of that name.
  boolean exists(Path path);

  /// Whether there is a directory of that name.
  boolean isDirectory(Path path);

  /// The names of the directory's entries, sorted; none when the directory does not exist.
  List<String> list(Path directory) throws IOException;

  /// Creates the directory, if it does not exist; the one above it must. Durable after
  /// [#forceDirectory] of that one.
  void createDirectory(Path directory) throws IOException;

  /// Creates the directory and those above it that are missing, durably.
  default void createDirectories(Path directory) throws IOException {
    Path absolute = directory.toAbsolutePath();
    Path parent = absolute.getParent();
    if (parent != null && !exists(absolute)) {
      createDirectories(parent);
      createDirectory(absolute);
      forceDirectory(parent);
    }
  }

  /// Gives a file another name in one step, replacing the file that had it. Durable after
  /// [#forceDirectory] of the target's directory.
  void rename(Path source, Path target) throws IOException;

  /// Deletes a file. Durable after [#forceDirectory].
  void delete(Path file) throws IOException;

  /// Makes the directory's entries durable: files created, renamed and deleted in it.
  void forceDirectory(Path directory) throws IOException;

  /// Keeps every other engine out of the existing directory until the lock is closed or the process
  /// ends, without waiting.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException CannotOpen, if another engine holds it
  ///   or the lock cannot be written
  Lock lock(Path directory);

  /// Keeps those engines out that want the existing directory for themselves, until the lock is
  /// closed or the process ends, without waiting. Other processes may share it; another engine of
  /// this JVM may not.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException CannotOpen, if another engine holds it
  ///   or the lock cannot be written
  Lock share(Path directory);

  /// A directory that is held.
  interface Lock extends AutoCloseable {
    /// The locks between the processes that share the directory, for as long as this is open.
    ProcessLocks locks();

    /// What those processes see at once.
    SharedWords words();

    /// The table of the process whose slot has that number ([ProcessLocks#slot]).
    SharedTable table(int slot);

    @Override
    void close();
  }
}
