package io.armillaria.blake3;

import static io.armillaria.blake3.Blake3.HASH_BYTES;
import static io.armillaria.blake3.NativeLibrary.CRITICAL_BYTES;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// Hashes many messages with few calls. The arguments have been checked.
final class NativeMessages {
  private static final int NATIVE_BATCH = 4096;

  private final NativeLibrary library;
  private final int instructions;
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
    this.instructions = instructions.number();
    this.offsets = offsets;
    this.lengths = lengths;
    this.out = out;
  }

  /// The numbers and hashes of a batch travel through native memory.
  void hashNative(MemorySegment base) {
    int batch = Math.min(NATIVE_BATCH, offsets.length);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment from = arena.allocate(ValueLayout.JAVA_LONG, batch);
      MemorySegment sizes = arena.allocate(ValueLayout.JAVA_LONG, batch);
      MemorySegment hashes = arena.allocate((long) batch * HASH_BYTES);
      for (int i = 0; i < offsets.length; i += batch) {
        int count = Math.min(batch, offsets.length - i);
        MemorySegment.copy(offsets, i, from, ValueLayout.JAVA_LONG, 0, count);
        MemorySegment.copy(lengths, i, sizes, ValueLayout.JAVA_LONG, 0, count);
        library.hashMany(instructions, base, from, sizes, count, hashes);
        MemorySegment.copy(
            hashes, ValueLayout.JAVA_BYTE, 0, out, i * HASH_BYTES, count * HASH_BYTES);
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
    long at = (long) first * Long.BYTES;
    long size = (long) count * Long.BYTES;
    library.hashManyCritical(
        instructions,
        base,
        MemorySegment.ofArray(offsets).asSlice(at, size),
        MemorySegment.ofArray(lengths).asSlice(at, size),
        count,
        MemorySegment.ofArray(out).asSlice((long) first * HASH_BYTES, (long) count * HASH_BYTES));
  }
}
