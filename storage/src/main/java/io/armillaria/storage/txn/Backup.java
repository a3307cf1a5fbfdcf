package io.armillaria.storage.txn;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileCopy;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.log.LogCopy;
import io.armillaria.storage.log.LogPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Copies a database to another directory while it is in use.
///
/// 1. Nobody collects garbage meanwhile.
/// 2. The checkpoint is copied before the end of the copy is chosen, so it lies before it.
/// 3. Objects are copied after that, so all that the log names up to there are among them; what was
///    put since is in the copy too, whole or torn, and nothing names it.
/// 4. The log comes last: without it the copy of a backup that failed is not taken for a database.
///
/// @param locks those of the database
record Backup(FileSystem files, Path database, ProcessLocks locks) {

  /// @param end tells a record that has been forced, none of those that readers see behind it
  /// @throws DatabaseException FileProblem, if the directory is not empty; DiskFull, InputOutput
  void to(Path target, Supplier<Optional<LogPosition>> end) {
    Optional<ProcessLocks.Held> collecting = locks.tryLock(ProcessLocks.COLLECT);
    if (collecting.isEmpty()) {
      throw new Failure.InvalidTransactionState(
              "Another backup or VACUUM of the database is running; try again when it is done.")
          .raise();
    }
    try (ProcessLocks.Held _ = collecting.get()) {
      requireEmpty(target);
      files.createDirectories(target.resolve("packs"));
      for (String name : List.of("retention", "retention-setting", "checkpoint", "checkpoint-2")) {
        if (files.exists(database.resolve(name))) {
          copy(name, target);
        }
      }
      LogPosition last = end.get().orElseThrow();
      copyAll("packs", ".pack", target);
      copyAll("objects", "", target);
      LogCopy.copy(files, database, target, last);
      files.forceDirectory(target);
      Marker.write(files, target);
    } catch (IOException e) {
      throw FileFailures.of("write the backup to", target.toString(), e);
    }
  }

  private void requireEmpty(Path target) throws IOException {
    boolean file = files.exists(target) && !files.isDirectory(target);
    if (file || !files.list(target).isEmpty()) {
      throw new Failure.FileProblem(
              target.toString(),
              "A backup needs a directory that is empty or does not exist; "
                  + target
                  + (file ? " is a file." : " has other files."))
          .raise();
    }
  }

  private void copy(String name, Path target) throws IOException {
    FileCopy.copy(files, database.resolve(name), target.resolve(name));
  }

  /// Copies a directory and those in it, but for files of other names and those that are not forced
  /// yet.
  private void copyAll(String name, String suffix, Path target) throws IOException {
    if (!files.isDirectory(database.resolve(name))) {
      return;
    }
    files.createDirectories(target.resolve(name));
    for (String entry : files.list(database.resolve(name))) {
      String path = name + "/" + entry;
      if (files.isDirectory(database.resolve(path))) {
        if (!entry.equals("new")) {
          copyAll(path, suffix, target);
        }
      } else if (entry.endsWith(suffix) && !entry.endsWith(".new")) {
        copy(path, target);
      }
    }
    files.forceDirectory(target.resolve(name));
  }
}
