package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
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

  /// Where a file goes that comes now.
  ///
  /// @param name hexadecimal digits
  /// @param extension with its dot
  public Path place(String name, String extension, long now) {
    return directory.resolve(String.format("%s-%016x%s", name, now, extension));
  }

  /// Moves a file here, whose name is hexadecimal digits and an extension; durable after [#force].
  public void take(Path file, long now) throws IOException {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    take(file, place(name.substring(0, dot), name.substring(dot), now));
  }

  /// Moves a file to its [#place] here.
  public void take(Path file, Path place) throws IOException {
    files.createDirectories(directory);
    files.rename(file, place);
  }

  /// Makes it durable that files came from that directory.
  public void force(Path from) throws IOException {
    force();
    files.forceDirectory(from);
  }

  /// Makes it durable that files came here. They may have their old names too.
  public void force() throws IOException {
    files.forceDirectory(directory);
  }

  /// The names, without extension, that the files had which are here, of those with that extension.
  public List<String> names(String extension) throws IOException {
    return files.list(directory).stream()
        .map(NAME::matcher)
        .filter(name -> name.matches() && name.group(3).equals(extension))
        .map(name -> name.group(1))
        .toList();
  }

  /// Deletes those files that came at `before` or earlier.
  ///
  /// @param which of them
  /// @return how many bytes that makes free
  public long delete(long before, Predicate<Path> which) throws IOException {
    long freed = 0;
    for (String name : files.list(directory)) {
      Path path = directory.resolve(name);
      if (came(name).filter(time -> time <= before).isPresent() && which.test(path)) {
        try (StorageFile file = files.open(path, FileAccess.READ)) {
          freed += file.size();
        }
        files.delete(path);
      }
    }
    return freed;
  }

  private static Optional<Long> came(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(2), 16)) : Optional.empty();
  }
}
