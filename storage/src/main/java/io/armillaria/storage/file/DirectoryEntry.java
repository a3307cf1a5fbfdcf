package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/// The name that an open file has in its directory.
///
/// Whether it is still there is asked before each commit. A look at the file itself would make the
/// commit dearer: on Linux a file whose times were looked at gets new ones with its next write, and
/// the force has to write them too. So the directory is looked at, and the file only when the
/// directory has changed since.
final class DirectoryEntry {
  private static final boolean UNIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix");

  /// When names in a directory changed; who copies directories cannot set the first.
  private static final String TIME = UNIX ? "ctime" : "lastModifiedTime";

  private static final String DIRECTORY = (UNIX ? "unix:" : "") + "fileKey," + TIME;

  /// Changes that are not further apart may have one time.
  private static final Duration TICK = Duration.ofMillis(100);

  private final Path path;
  private final Path directory;

  /// Null where the system has none.
  private final Object key;

  /// The directory when it had the file, and every later change of it will show; empty before.
  private volatile Map<String, Object> known = Map.of();

  private DirectoryEntry(Path path, Object key) {
    this.path = path;
    this.directory = path.toAbsolutePath().getParent();
    this.key = key;
  }

  /// Of a file that was opened by this name.
  static DirectoryEntry of(Path path) throws IOException {
    return new DirectoryEntry(path, key(path));
  }

  private static Object key(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
  }

  /// Whether the directory still has this very file by its name.
  boolean isThere() {
    try {
      Map<String, Object> now = Files.readAttributes(directory, DIRECTORY);
      if (now.equals(known)) {
        return true;
      }
      boolean there = Objects.equals(key(path), key);
      known = there && isSettled((FileTime) now.get(TIME)) ? now : Map.of();
      return there;
    } catch (IOException e) {
      return false;
    }
  }

  /// Whether a change made from now on has another time. Some file systems keep whole seconds.
  private static boolean isSettled(FileTime changed) {
    return changed.to(TimeUnit.NANOSECONDS) % TimeUnit.SECONDS.toNanos(1) != 0
        && changed.toInstant().isBefore(Instant.now().minus(TICK));
  }
}
