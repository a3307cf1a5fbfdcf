package io.armillaria.storage.log;

import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.Quarantine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Puts segments of a log aside that nobody needs any more.
public final class LogTrim {
  private final FileSystem files;
  private final Path database;
  private final Path directory;
  private final Quarantine quarantine;

  public LogTrim(FileSystem files, Path database) {
    this.files = files;
    this.database = database;
    this.directory = database.resolve("log");
    this.quarantine = new Quarantine(files, database);
  }

  /// Puts the oldest segments aside, in their order, and deletes what was put aside long ago.
  ///
  /// @param start where openings begin: those from its segment on stay
  /// @param read the newest frame that all processes have read: those with later ones stay
  /// @param now microseconds since 1970-01-01T00:00Z
  public void trim(LogPosition start, long read, long now) {
    try {
      List<String> names = files.list(directory).stream().filter(LogSegment::isFileName).toList();
      String last = LogSegment.fileName(Math.min(start.segment(), read + 1));
      int needed = 0;
      while (needed + 1 < names.size() && names.get(needed + 1).compareTo(last) <= 0) {
        needed++;
      }
      if (needed > 0) {
        // who wrote the checkpoint may have ended before it was forced
        files.forceDirectory(database);
        for (String name : names.subList(0, needed)) {
          quarantine.take(directory.resolve(name), now);
        }
        quarantine.force(directory);
      }
      quarantine.delete(
          now - Quarantine.GRACE,
          file -> file.getFileName().toString().endsWith(LogSegment.EXTENSION));
    } catch (IOException e) {
      throw FileFailures.of("move", "log", e);
    }
  }
}
