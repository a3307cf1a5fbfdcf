package io.armillaria.storage.txn;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The file that tells a database from one whose creation a crash cut short: it is made last. What
/// it says is for people.
final class Marker {
  private static final String NAME = "ARMILLARIA";
  private static final String TEXT =
      "This directory is an Armillaria database. Copy it whole, and only while it is closed.\n";

  private Marker() {}

  /// Checks that a directory which was a database still has its log.
  ///
  /// @param entries names in the directory
  static void check(FileSystem files, Path path, List<String> entries) throws IOException {
    boolean log = entries.contains("log") && !files.list(path.resolve("log")).isEmpty();
    if (entries.contains(NAME) && !log) {
      throw new Failure.Corrupt(
              "log", "The commit log of the database " + path + " is missing: log/ has no files.")
          .raise();
    }
  }

  /// Makes the marker unless it is there.
  static void write(FileSystem files, Path path) {
    Path marker = path.resolve(NAME);
    if (files.exists(marker)) {
      return;
    }
    try (StorageFile file = files.open(marker, FileAccess.CREATE)) {
      file.write(ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.UTF_8)), 0);
      file.force();
      files.forceDirectory(path);
    } catch (IOException e) {
      throw FileFailures.opening(path.toString(), NAME, e);
    }
  }
}
