package io.armillaria.storage.txn;

import io.armillaria.storage.chunk.ChunkOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How a database is opened.
///
/// @param path the directory; empty for a database in memory
/// @param create whether a missing database is created
/// @param chunks how objects are kept
/// @param nativeKernels which BLAKE3 runs: auto, on or off
/// @param relaxed commit() returns before its record is forced to disk
/// @param epoch how long a commit waits for company before it is forced with it; zero for not at
///   all
/// @param leafRows the most rows of a leaf, a power of two up to 65,536: fixed when the database is
///   made, and refused later if it is another one; empty for the database's own
public record DatabaseOptions(
    Optional<Path> path,
    boolean create,
    ChunkOptions chunks,
    String nativeKernels,
    boolean relaxed,
    Duration epoch,
    OptionalInt leafRows) {
  /// With the usual epoch and leaves.
  public DatabaseOptions(
      Optional<Path> path,
      boolean create,
      ChunkOptions chunks,
      String nativeKernels,
      boolean relaxed) {
    this(path, create, chunks, nativeKernels, relaxed, Duration.ZERO, OptionalInt.empty());
  }

  public static DatabaseOptions memory() {
    return new DatabaseOptions(Optional.empty(), true, ChunkOptions.STANDARD, "auto", false);
  }

  public static DatabaseOptions at(Path path) {
    return new DatabaseOptions(Optional.of(path), true, ChunkOptions.STANDARD, "auto", false);
  }
}
