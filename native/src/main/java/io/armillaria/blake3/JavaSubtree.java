package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.BLOCK_BYTES;
import static io.armillaria.blake3.Compression.BLOCK_WORDS;
import static io.armillaria.blake3.Compression.CHUNK_BYTES;
import static io.armillaria.blake3.Compression.CHUNK_END;
import static io.armillaria.blake3.Compression.CHUNK_START;
import static io.armillaria.blake3.Compression.CHUNK_WORDS;
import static io.armillaria.blake3.Compression.CV_WORDS;
import static io.armillaria.blake3.Compression.PARENT;

import java.lang.foreign.MemorySegment;

/// Hashes a piece of a message, up to 256 chunks, to one chaining value. Input is copied to arrays
/// first, so that no loop ever sees heap and mapped memory through the same access.
final class JavaSubtree {
  /// Bytes of a piece at most.
  static final int BYTES = JavaLanes.WIDTH * CHUNK_BYTES;

  private final int[] words = new int[CHUNK_WORDS];
  private final int[] node = new int[CV_WORDS];
  private int[] cvs = new int[CV_WORDS];
  private long[] chunks = {};
  private JavaLanes lanes;

  /// Hashes `input[offset .. offset + length)`, which begins with chunk `counter` of the message
  /// and is empty only if all of it is, to `out[at .. at + 8)`. `root` is the flag for the top
  /// node.
  void hash(
      MemorySegment input, long offset, int length, long counter, int root, int[] out, int at) {
    int count = Math.max(1, Math.ceilDiv(length, CHUNK_BYTES));
    int done = 0;
    if (count * CV_WORDS > cvs.length) {
      cvs = new int[count * CV_WORDS];
    }
    if (length / CHUNK_BYTES >= JavaLanes.WORTHWHILE) {
      done = length / CHUNK_BYTES;
      sideBySide(input, offset, done, counter);
    }
    for (int i = done; i < count; i++) {
      int from = i * CHUNK_BYTES;
      Words.read(input, offset + from, Math.min(CHUNK_BYTES, length - from), words);
      chunk(Math.min(CHUNK_BYTES, length - from), counter + i, count == 1 ? root : 0, i * CV_WORDS);
    }
    reduce(count, root);
    System.arraycopy(cvs, 0, out, at, CV_WORDS);
  }

  private void sideBySide(MemorySegment input, long offset, int count, long counter) {
    int longs = count * CHUNK_BYTES / Long.BYTES;
    if (longs > chunks.length) {
      chunks = new long[longs];
    }
    Words.read(input, offset, chunks, longs);
    if (lanes == null) {
      lanes = new JavaLanes();
    }
    lanes.chunks(chunks, count, counter, cvs);
  }

  private void chunk(int length, long counter, int lastFlag, int at) {
    Compression.initialise(cvs, at);
    int last = Math.max(0, (length - 1) / BLOCK_BYTES);
    for (int block = 0; block <= last; block++) {
      int flags = block == 0 ? CHUNK_START : 0;
      int blockLength = BLOCK_BYTES;
      if (block == last) {
        flags |= CHUNK_END | lastFlag;
        blockLength = length - block * BLOCK_BYTES;
      }
      Compression.compress(cvs, at, words, block * BLOCK_WORDS, counter, blockLength, flags);
    }
  }

  /// Replaces neighbours by their parents, level by level; an odd one rises alone.
  private void reduce(int leaves, int root) {
    int count = leaves;
    while (count > 1) {
      int pairs = count / 2;
      int flags = PARENT | (count == 2 ? root : 0);
      if (pairs >= JavaLanes.WORTHWHILE && lanes != null) {
        lanes.parents(cvs, pairs, flags);
      } else {
        parents(pairs, flags);
      }
      if (count % 2 == 1) {
        System.arraycopy(cvs, (count - 1) * CV_WORDS, cvs, pairs * CV_WORDS, CV_WORDS);
      }
      count = pairs + count % 2;
    }
  }

  private void parents(int count, int flags) {
    for (int i = 0; i < count; i++) {
      Compression.parent(cvs, i * BLOCK_WORDS, flags, node);
      System.arraycopy(node, 0, cvs, i * CV_WORDS, CV_WORDS);
    }
  }
}
