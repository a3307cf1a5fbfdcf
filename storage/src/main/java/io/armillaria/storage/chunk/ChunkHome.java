package io.armillaria.storage.chunk;

/// Where an object is kept.
public enum ChunkHome {
  PACK,
  LOOSE,
  MEMORY
}
