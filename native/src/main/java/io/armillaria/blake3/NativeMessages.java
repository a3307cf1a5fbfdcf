package io.armillaria.blake3;

import static io.armillaria.blake3.Blake3.HASH_BYTES;
import static io.armillaria.blake3.NativeLibrary.CRITICAL_BYTES;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Hashes many messages with few calls. The arguments have been checked.
final class NativeMessages {
  private static final int NATIVE_BATCH = 4096;

  private final NativeLibrary library;
  private final Instructions instructions;
  private final long[] offsets;
  private final long[] lengths;
  private final byte[] out;

  NativeMessages(
      NativeLibrary library,
      Instructions instructions,
      long[] offsets,
      long[] lengths,
      byte[] out) {
    this.library = library;
    this.instructions = instructions;
    this.offsets = offsets;
    this.lengths = lengths;
    this.out = out;
  }

  /// The numbers and hashes of a batch travel through native memory.
  void hashNative(MemorySegment base) {
    for (int first = 0; first < offsets.length; first += NATIVE_BATCH) {
      int count = Math.min(NATIVE_BATCH, offsets.length - first);
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment hashes = arena.allocate((long) count * HASH_BYTES);
        library.hashMany(
            instructions,
            base,
            arena
                .allocate((long) count * Long.BYTES, Long.BYTES)
                .copyFrom(part(offsets, first, count)),
            arena
                .allocate((long) count * Long.BYTES, Long.BYTES)
                .copyFrom(part(lengths, first, count)),
            hashes);
        hashesOf(first, count).copyFrom(hashes);
      }
    }
  }

  /// As many messages at a time as one critical call may read; a larger one goes to `alone`.
  void hashHeap(MemorySegment base, NativeBlake3 alone) {
    int i = 0;
    while (i < offsets.length) {
      int end = i;
      long bytes = 0;
      while (end < offsets.length && bytes + cost(lengths[end]) <= CRITICAL_BYTES) {
        bytes += cost(lengths[end++]);
      }
      if (end == i) {
        alone.hash(base.asSlice(offsets[i], lengths[i]), out, i * HASH_BYTES);
        end++;
      } else {
        hashCritical(base, i, end - i);
      }
      i = end;
    }
  }

  /// In bytes read; an empty message takes as long as a block.
  private static long cost(long length) {
    return Math.max(Compression.BLOCK_BYTES, length);
  }

  private void hashCritical(MemorySegment base, int first, int count) {
    library.hashManyCritical(
        instructions,
        base,
        part(offsets, first, count),
        part(lengths, first, count),
        hashesOf(first, count));
  }

  private static MemorySegment part(long[] numbers, int first, int count) {
    return MemorySegment.ofArray(numbers)
        .asSlice((long) first * Long.BYTES, (long) count * Long.BYTES);
  }

  private MemorySegment hashesOf(int first, int count) {
    return MemorySegment.ofArray(out).asSlice((long) first * HASH_BYTES, (long) count * HASH_BYTES);
  }
}
