package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;

final class TestMemoryChunkStore extends AbstractChunkStoreTest {
  @Override
  ChunkStore open() {
    return ChunkStores.memory(Blake3.best());
  }

  @Override
  ChunkHome home() {
    return ChunkHome.MEMORY;
  }

  @Override
  boolean isDurable() {
    return false;
  }
}
