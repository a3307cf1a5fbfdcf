package io.armillaria.tck.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A directory below the working directory, so that it is on the disk that is meant and not in a
/// temporary file system; deleted in the end.
record Scratch(Path directory) implements AutoCloseable {
  static Scratch create() throws IOException {
    Path target = Files.createDirectories(Path.of("target"));
    return new Scratch(Files.createTempDirectory(target.toAbsolutePath(), "bench"));
  }

  /// Bytes of the files in `path`, as allocated where the system tells, else as long as they are.
  static long bytes(Path path) throws IOException {
    long total = 0;
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        total += allocated(file);
      }
    }
    return total;
  }

  private static long allocated(Path file) throws IOException {
    Process process =
        new ProcessBuilder("stat", "-c", "%b", file.toString()).redirectErrorStream(true).start();
    String text =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    return text.matches("[0-9]+") ? 512 * Long.parseLong(text) : Files.size(file);
  }

  @Override
  public void close() throws IOException {
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(directory)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : deepestFirst) {
      Files.delete(file);
    }
  }
}
