package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import java.nio.file.Path;
import java.util.Optional;

/// Where the packs of a store are, and how they are kept.
///
/// @param mapped whether they are mapped rather than read
record PackHome(
    FileSystem files, Path directory, PackSizes sizes, boolean mapped, ProcessLocks locks) {

  /// Keeps all other processes out, if there are none now.
  Optional<ProcessLocks.Held> alone() {
    return locks.tryAlone();
  }

  /// Lets this process, and no other, append to the pack.
  Optional<ProcessLocks.Held> own(int number) {
    return locks.tryLock(ProcessLocks.PACKS + number);
  }

  Path path(String fileName) {
    return directory.resolve(fileName);
  }
}
