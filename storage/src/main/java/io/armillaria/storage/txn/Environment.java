package io.armillaria.storage.txn;

import io.armillaria.storage.file.FileSystem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/// What a database takes from the machine it runs on; tests pass files that fail and clocks that
/// jump.
///
/// @param clock gives the time in microseconds since 1970-01-01T00:00Z
public record Environment(FileSystem files, LongSupplier clock) {
  /// The machine's own files and clock.
  public static final Environment MACHINE =
      new Environment(
          FileSystem.disk(), () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));

  long now() {
    return clock.getAsLong();
  }
}
