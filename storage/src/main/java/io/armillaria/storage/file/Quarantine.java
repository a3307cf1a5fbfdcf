package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Files that nothing needs any more, in the directory `quarantine` of a database until they are
/// deleted. Their names tell what they were and when they came, in microseconds since
/// 1970-01-01T00:00Z: `<name>-<16 hex digits>.<extension>`.
public final class Quarantine {
  /// For how many microseconds a file stays, unless somebody has said otherwise.
  public static final long GRACE = 600_000_000;

  private static final Pattern NAME = Pattern.compile("([0-9a-f]+)-([0-9a-f]{16})(\\.[a-z]+)");

  private final FileSystem files;
  private final Path directory;

  public Quarantine(FileSystem files, Path database) {
    this.files = files;
    this.directory = database.resolve("quarantine");
  }

  /// Moves a file here, whose name is hexadecimal digits and an extension; durable after [#force].
  public void take(Path file, long now) throws IOException {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    files.createDirectories(directory);
    files.rename(
        file,
        directory.resolve(
            String.format("%s-%016x%s", name.substring(0, dot), now, name.substring(dot))));
  }

  /// Makes it durable that files came from that directory.
  public void force(Path from) throws IOException {
    files.forceDirectory(directory);
    files.forceDirectory(from);
  }

  /// The names, without extension, that the files had which are here, of those with that extension.
  public List<String> names(String extension) throws IOException {
    return files.list(directory).stream()
        .map(NAME::matcher)
        .filter(name -> name.matches() && name.group(3).equals(extension))
        .map(name -> name.group(1))
        .toList();
  }

  /// Deletes what came at `before` or earlier.
  ///
  /// @return how many bytes that makes free
  public long delete(long before) throws IOException {
    long freed = 0;
    for (String name : files.list(directory)) {
      if (came(name).filter(time -> time <= before).isPresent()) {
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
