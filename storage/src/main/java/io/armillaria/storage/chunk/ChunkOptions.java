package io.armillaria.storage.chunk;

/// How a database keeps its objects.
///
/// @param mapped whether packs are mapped rather than read
public record ChunkOptions(ChunkLayout layout, boolean mapped) {
  public static final ChunkOptions STANDARD = new ChunkOptions(ChunkLayout.PACKED, true);
}
