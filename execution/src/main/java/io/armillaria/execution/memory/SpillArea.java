package io.armillaria.execution.memory;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Where temporary files are made. Each goes when it is closed or its process ends, so that several
/// processes may share a directory. Safe for many threads.
public final class SpillArea {
  private static final String SUFFIX = ".spill";
  private static final AtomicLong NUMBERS = new AtomicLong();

  private final FileSystem files;
  private final Path directory;
  private final LongAdder written = new LongAdder();
  private final LongAdder open = new LongAdder();

  /// @param database whose directory `tmp` is used; the JVM's directory for temporary files if
  ///   there is none
  public SpillArea(Optional<Path> database) {
    this(FileSystem.disk(), database);
  }

  /// @param files where the directory is
  public SpillArea(FileSystem files, Optional<Path> database) {
    this.files = files;
    directory =
        database
            .map(path -> path.resolve("tmp"))
            .orElseGet(() -> Path.of(System.getProperty("java.io.tmpdir")));
    database.ifPresent(_ -> sweep());
  }

  /// Bytes written to temporary files so far.
  public long written() {
    return written.sum();
  }

  /// Temporary files there are now.
  public long files() {
    return open.sum();
  }

  SpillFile create() {
    String name =
        "armillaria-" + ProcessHandle.current().pid() + "-" + NUMBERS.incrementAndGet() + SUFFIX;
    try {
      files.createDirectory(directory);
      StorageFile file = files.open(directory.resolve(name), FileAccess.TEMPORARY);
      open.increment();
      return new SpillFile("tmp/" + name, file, written, open::decrement);
    } catch (IOException e) {
      throw FileFailures.of("create", "tmp/" + name, e);
    }
  }

  /// Deletes what a crash has left on systems where the file's name outlives its process. A file in
  /// use either has no name any more or cannot be deleted.
  private void sweep() {
    try {
      for (String name : files.list(directory)) {
        if (name.endsWith(SUFFIX)) {
          delete(directory.resolve(name));
        }
      }
    } catch (IOException e) {
      System.getLogger(SpillArea.class.getName())
          .log(System.Logger.Level.WARNING, "Cannot look for old temporary files in tmp", e);
    }
  }

  private void delete(Path file) {
    try {
      files.delete(file);
    } catch (IOException inUse) {
      System.getLogger(SpillArea.class.getName())
          .log(System.Logger.Level.DEBUG, "Temporary file left in place", inUse);
    }
  }
}
