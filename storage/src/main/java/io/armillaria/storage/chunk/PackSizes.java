package io.armillaria.storage.chunk;

/// A pack with `full` bytes takes no more objects; it grows by `step` bytes at least. Fewer than
/// `indexed` entries are not worth an index file before the pack is full.
public record PackSizes(long full, long step, int indexed) {
  public static final PackSizes STANDARD = new PackSizes(1L << 30, 1 << 20, 256);

  /// A pack grows by an eighth, but by at most this much: what is not used yet is looked through
  /// when a process has died.
  private static final long LARGEST_STEP = 16 << 20;

  /// How far a pack of `allocated` bytes grows when `needed` are wanted.
  long grown(long allocated, long needed) {
    long growth = Math.max(step, Math.min(LARGEST_STEP, allocated / 8));
    return Math.max(needed, allocated + growth);
  }
}
