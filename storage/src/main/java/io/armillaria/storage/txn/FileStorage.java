package io.armillaria.storage.txn;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.failure.Failure;
import java.nio.file.Path;

/// Opens and creates databases in directories.
final class FileStorage {
  private FileStorage() {}

  static Storage open(Path path, DatabaseOptions options, Blake3 blake3, long now) {
    throw new Failure.Unsupported("files " + path + options + blake3 + now).raise();
  }
}
