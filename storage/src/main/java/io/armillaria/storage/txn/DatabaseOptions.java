package io.armillaria.storage.txn;

import io.armillaria.storage.chunk.ChunkOptions;
import java.nio.file.Path;
import java.util.Optional;

/// How a database is opened.
///
/// @param path the directory; empty for a database in memory
/// @param create whether a missing database is created
/// @param chunks how objects are kept
/// @param nativeKernels which BLAKE3 runs: auto, on or off
/// @param relaxed commit() returns before its record is forced to disk
public record DatabaseOptions(
    Optional<Path> path,
    boolean create,
    ChunkOptions chunks,
    String nativeKernels,
    boolean relaxed) {
  public static DatabaseOptions memory() {
    return new DatabaseOptions(Optional.empty(), true, ChunkOptions.STANDARD, "auto", false);
  }

  public static DatabaseOptions at(Path path) {
    return new DatabaseOptions(Optional.of(path), true, ChunkOptions.STANDARD, "auto", false);
  }
}
