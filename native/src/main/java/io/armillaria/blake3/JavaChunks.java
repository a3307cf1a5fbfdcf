package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.BLOCK_BYTES;
import static io.armillaria.blake3.Compression.BLOCK_WORDS;
import static io.armillaria.blake3.Compression.CHUNK_END;
import static io.armillaria.blake3.Compression.CHUNK_START;
import static io.armillaria.blake3.Compression.CHUNK_WORDS;

import java.lang.foreign.MemorySegment;

/// Hashes single chunks, block after block.
final class JavaChunks {
  private final int[] words = new int[CHUNK_WORDS];

  /// Writes the chaining value of a chunk of `length` bytes (at most 1,024) to `cv[at .. at + 8)`;
  /// `lastFlag` is added to the flags of its last block.
  void chunk(
      MemorySegment input, long offset, int length, long counter, int lastFlag, int[] cv, int at) {
    Words.read(input, offset, length, words);
    Compression.initialise(cv, at);
    int last = Math.max(0, (length - 1) / BLOCK_BYTES);
    for (int block = 0; block <= last; block++) {
      int flags = block == 0 ? CHUNK_START : 0;
      int blockLength = BLOCK_BYTES;
      if (block == last) {
        flags |= CHUNK_END | lastFlag;
        blockLength = length - block * BLOCK_BYTES;
      }
      Compression.compress(cv, at, words, block * BLOCK_WORDS, counter, blockLength, flags);
    }
  }
}
