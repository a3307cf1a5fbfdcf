package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.ProcessLocks;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// Packs that are read, not mapped.
final class TestReadChunkStore extends AbstractChunkStoreTest {
  @TempDir Path directory;

  @Override
  ChunkStore open() {
    ChunkOptions options = new ChunkOptions(ChunkLayout.PACKED, false);
    return ChunkStores.open(
        FileSystem.disk(), directory, options, ProcessLocks.alone(), Blake3.best());
  }

  @Override
  ChunkHome home() {
    return ChunkHome.PACK;
  }

  @Override
  boolean isDurable() {
    return true;
  }
}
