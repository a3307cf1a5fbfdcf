package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.Failure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Cuts large pieces of memory into small ones that are never given back one by one. For one thread
/// at a time.
final class MemorySlabs {
  private static final long SLAB_BYTES = 1 << 20;
  private static final long ALIGNMENT = 64;

  private final Arena arena;
  private MemorySegment slab = MemorySegment.NULL;
  private long used;

  MemorySlabs(Arena arena) {
    this.arena = arena;
  }

  /// Memory aligned to 64 bytes; what does not fit well into a slab gets memory of its own.
  MemorySegment allocate(long bytes) {
    if (bytes > SLAB_BYTES / 4) {
      return reserve(bytes);
    }
    if (used + bytes > slab.byteSize()) {
      slab = reserve(SLAB_BYTES);
      used = 0;
    }
    MemorySegment piece = slab.asSlice(used, bytes);
    used += (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    return piece;
  }

  private MemorySegment reserve(long bytes) {
    try {
      return arena.allocate(bytes, ALIGNMENT);
    } catch (OutOfMemoryError e) {
      throw new Failure.OutOfMemory(
              "There is no memory outside the heap for another " + bytes + " bytes.")
          .raise(e);
    }
  }
}
