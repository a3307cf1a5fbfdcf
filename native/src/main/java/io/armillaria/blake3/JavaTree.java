package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.CHUNK_BYTES;
import static io.armillaria.blake3.Compression.CV_WORDS;
import static io.armillaria.blake3.Compression.PARENT;
import static io.armillaria.blake3.Compression.ROOT;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/// The hash tree of one message while it grows from left to right.
///
/// Invariant: between calls the stack holds one chaining value for each one-bit of [#chunks], the
/// largest subtree at the bottom. A merge is done as soon as both halves are known, which is safe
/// only because every chunk added is followed by another: the last piece goes to [#finish].
final class JavaTree {
  /// A message of 2^63 bytes has 2^53 chunks.
  private static final int DEPTH = 55;

  /// One more entry than the depth: two neighbours on the stack are the message of their parent.
  private final int[] stack = new int[(DEPTH + 1) * CV_WORDS];

  private final int[] cv = new int[CV_WORDS];
  private final JavaChunks kernel = new JavaChunks();
  private int depth;
  private long chunks;

  void clear() {
    depth = 0;
    chunks = 0;
  }

  /// Adds whole chunks; at least one more byte of the message must follow.
  void add(MemorySegment input, long offset, long length) {
    for (long at = 0; at < length; at += CHUNK_BYTES) {
      kernel.chunk(input, offset + at, CHUNK_BYTES, chunks, 0, stack, depth * CV_WORDS);
      depth++;
      chunks++;
      while (depth > Long.bitCount(chunks)) {
        merge(0);
      }
    }
  }

  /// Adds the rest of the message, which is empty only if all of it is, and writes the hash.
  void finish(MemorySegment input, long offset, long length, byte[] out, int outOffset) {
    long whole = Math.max(0, (length - 1) / CHUNK_BYTES * CHUNK_BYTES);
    add(input, offset, whole);
    int rest = (int) (length - whole);
    int flag = depth == 0 ? ROOT : 0;
    kernel.chunk(input, offset + whole, rest, chunks, flag, stack, depth * CV_WORDS);
    depth++;
    while (depth > 1) {
      merge(depth == 2 ? ROOT : 0);
    }
    Words.write(stack, 0, out, outOffset);
  }

  private void merge(int flag) {
    depth--;
    int left = (depth - 1) * CV_WORDS;
    Compression.initialise(cv, 0);
    Compression.compress(cv, 0, stack, left, 0, Compression.BLOCK_BYTES, PARENT | flag);
    System.arraycopy(cv, 0, stack, left, CV_WORDS);
    Arrays.fill(stack, left + CV_WORDS, left + 2 * CV_WORDS, 0);
  }
}
