package io.armillaria.storage.chunk;

/// Which home new objects go to.
public enum ChunkLayout {
  PACKED,
  LOOSE
}
