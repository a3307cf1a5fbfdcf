package io.armillaria.storage.log;

import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.SharedWords;

/// What the processes that have one log open tell each other by.
public record LogSharing(ProcessLocks locks, SharedWords words) {

  /// A process that has its database for itself.
  public static LogSharing alone() {
    return new LogSharing(ProcessLocks.alone(), SharedWords.alone());
  }

  /// The processes that share a directory.
  public static LogSharing of(FileSystem.Lock directory) {
    return new LogSharing(directory.locks(), directory.words());
  }
}
