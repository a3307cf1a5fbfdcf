package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.CHUNK_BYTES;
import static io.armillaria.blake3.Compression.CV_WORDS;
import static io.armillaria.blake3.Compression.PARENT;
import static io.armillaria.blake3.Compression.ROOT;

import java.lang.foreign.MemorySegment;

/// The hash tree of one message while it grows from left to right.
///
/// Invariant: between calls the stack holds one chaining value for each one-bit of [#chunks], that
/// of the largest subtree at the bottom. Siblings are merged at once: neither can be the root's
/// child, because whatever is added is followed by more of the message; the rest goes to [#finish].
final class JavaTree {
  /// A message of 2^63 bytes has 2^53 chunks; one entry more for the last piece.
  private static final int DEPTH = 55;

  private final int[] stack = new int[DEPTH * CV_WORDS];
  private final int[] node = new int[CV_WORDS];
  private final JavaSubtree subtree = new JavaSubtree();
  private int depth;
  private long chunks;

  /// Hashes a whole message; the tree must be empty, and is again afterwards.
  void hash(MemorySegment input, long offset, long length, byte[] out, int outOffset) {
    long at = 0;
    for (; length - at > JavaSubtree.BYTES; at += JavaSubtree.BYTES) {
      add(input, offset + at, JavaSubtree.BYTES);
    }
    finish(input, offset + at, (int) (length - at), out, outOffset);
  }

  /// The largest subtree, in bytes, that may stand next and leaves something of `length` over.
  int next(long length) {
    int bytes = JavaSubtree.BYTES;
    while (chunks * CHUNK_BYTES % bytes != 0 || bytes >= length) {
      bytes /= 2;
    }
    return bytes;
  }

  /// Adds 2^k whole chunks (up to 256) where the number of those before is a multiple of 2^k.
  void add(MemorySegment input, long offset, int length) {
    subtree.hash(input, offset, length, chunks, 0, stack, depth * CV_WORDS);
    depth++;
    chunks += length / CHUNK_BYTES;
    while (depth > Long.bitCount(chunks)) {
      merge(0);
    }
  }

  /// Adds the rest of the message, no longer than the last subtree, and writes the hash. Leaves an
  /// empty tree.
  void finish(MemorySegment input, long offset, int length, byte[] out, int outOffset) {
    int root = depth == 0 ? ROOT : 0;
    subtree.hash(input, offset, length, chunks, root, stack, depth * CV_WORDS);
    depth++;
    while (depth > 1) {
      merge(depth == 2 ? ROOT : 0);
    }
    Words.write(stack, 0, out, outOffset);
    depth = 0;
    chunks = 0;
  }

  /// The two neighbours on top of the stack are the message of their parent.
  private void merge(int root) {
    depth--;
    int left = (depth - 1) * CV_WORDS;
    Compression.parent(stack, left, PARENT | root, node);
    System.arraycopy(node, 0, stack, left, CV_WORDS);
  }
}
