package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Packs that nothing needs any more, in the directory `quarantine` beside `packs` until they are
/// deleted. Their names tell when they came.
final class Quarantine {
  private static final Pattern NAME = Pattern.compile("([0-9a-f]{8})-([0-9a-f]{16})\\.pack");

  private final FileSystem files;
  private final Path directory;

  Quarantine(PackHome home) {
    this.files = home.files();
    this.directory = home.directory().resolveSibling("quarantine");
  }

  /// Moves a pack here, durably.
  ///
  /// @param now microseconds since 1970-01-01T00:00Z
  void take(Path pack, int number, long now) throws IOException {
    files.createDirectories(directory);
    files.rename(pack, directory.resolve(String.format("%08x-%016x.pack", number, now)));
    files.forceDirectory(directory);
    files.forceDirectory(pack.getParent());
  }

  /// The highest number of a pack that is here.
  OptionalInt lastNumber() throws IOException {
    return files.list(directory).stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .mapToInt(name -> Integer.parseUnsignedInt(name.group(1), 16))
        .max();
  }

  /// Deletes what came at `before` or earlier.
  ///
  /// @return how many bytes that makes free
  long delete(long before) throws IOException {
    long freed = 0;
    for (String name : files.list(directory)) {
      Optional<Long> came = came(name);
      if (came.isPresent() && came.get() <= before) {
        try (StorageFile file = files.open(directory.resolve(name), FileAccess.READ)) {
          freed += file.size();
        }
        files.delete(directory.resolve(name));
      }
    }
    return freed;
  }

  private static Optional<Long> came(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(2), 16)) : Optional.empty();
  }
}
