package io.armillaria.storage.gc;

import io.armillaria.storage.chunk.ChunkId;
import java.util.Optional;

/// The pages that the history of this process, and of all that open the database now, is read from.
/// No others take their place until this is closed, by the thread that got it.
///
/// @param root leads to them; empty when there are none
/// @param others whether another process may read from older pages
public record HeldPages(Optional<ChunkId> root, boolean others, Runnable release)
    implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
