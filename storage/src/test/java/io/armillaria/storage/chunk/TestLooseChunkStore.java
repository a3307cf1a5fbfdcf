package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;
import io.armillaria.storage.file.FileSystem;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class TestLooseChunkStore extends AbstractChunkStoreTest {
  @TempDir Path directory;

  @Override
  ChunkStore open() {
    return ChunkStores.open(FileSystem.disk(), directory, ChunkLayout.LOOSE, Blake3.best());
  }

  @Override
  ChunkHome home() {
    return ChunkHome.LOOSE;
  }

  @Override
  boolean isDurable() {
    return true;
  }
}
