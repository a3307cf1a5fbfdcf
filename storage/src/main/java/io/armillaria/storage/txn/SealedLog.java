package io.armillaria.storage.txn;

import io.armillaria.storage.file.ProcessLocks;
import io.armillaria.storage.file.Processes;
import io.armillaria.storage.log.LogPosition;
import io.armillaria.storage.log.LogTrim;
import java.util.Optional;

/// The segments of the log that are full. A checkpoint has all that they say, so they go when no
/// process has to read on in them.
///
/// @param locks those of the database
record SealedLog(LogTrim log, ProcessLocks locks, Processes processes) {

  /// Lets go of what lies before `start`, where openings begin for good by now; not while somebody
  /// copies the database.
  void trim(LogPosition start, long now) {
    Optional<ProcessLocks.Held> collecting = locks.tryLock(ProcessLocks.COLLECT);
    if (collecting.isPresent()) {
      try (ProcessLocks.Held _ = collecting.get()) {
        log.trim(start, processes.least(Processes.Figure.FRAME, start.sequence()), now);
      }
    }
  }
}
