package io.armillaria.storage.chunk;

import io.armillaria.blake3.Blake3;
import java.lang.foreign.MemorySegment;

/// Names objects.
public final class ChunkHash {
  private final Blake3 blake3;

  public ChunkHash(Blake3 blake3) {
    this.blake3 = blake3;
  }

  public ChunkId of(MemorySegment bytes) {
    byte[] hash = new byte[ChunkId.BYTES];
    blake3.hash(bytes, hash, 0);
    return ChunkId.of(hash, 0);
  }
}
