package io.armillaria.storage.txn;

import io.armillaria.storage.chunk.PackSizes;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.log.LogSizes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/// What a database takes from the machine it runs on; tests pass files that fail, clocks that jump,
/// and files so small that a few commits fill several.
///
/// @param clock gives the time in microseconds since 1970-01-01T00:00Z
public record Environment(FileSystem files, LongSupplier clock, LogSizes log, PackSizes packs) {
  /// The machine's own files and clock.
  public static final Environment MACHINE =
      new Environment(
          FileSystem.disk(),
          () -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
          LogSizes.STANDARD,
          PackSizes.STANDARD);

  /// With files of the usual sizes.
  public Environment(FileSystem files, LongSupplier clock) {
    this(files, clock, LogSizes.STANDARD, PackSizes.STANDARD);
  }

  long now() {
    return clock.getAsLong();
  }
}
