package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.BLOCK_BYTES;
import static io.armillaria.blake3.Compression.BLOCK_WORDS;
import static io.armillaria.blake3.Compression.CHUNK_BYTES;
import static io.armillaria.blake3.Compression.CHUNK_END;
import static io.armillaria.blake3.Compression.CHUNK_START;
import static io.armillaria.blake3.Compression.CV_WORDS;
import static io.armillaria.blake3.Compression.IV;
import static io.armillaria.blake3.Compression.SCHEDULE;
import static java.lang.Integer.rotateRight;

import java.util.Arrays;

/// Hashes many nodes side by side: word `w` of node `i` is `state[w][i]`, so that each step of the
/// compression is a plain loop over the nodes, which the JIT compiler turns into vector
/// instructions. The loops are short, and separate methods, because only such ones are vectorised;
/// they need some tens of nodes to be worth their start.
final class JavaLanes {
  /// Nodes at most: state and message together take 32 KiB then, a first-level cache.
  static final int WIDTH = 256;

  /// Nodes from which on this beats one at a time.
  static final int WORTHWHILE = 32;

  private static final int CHUNK_LONGS = CHUNK_BYTES / Long.BYTES;
  private static final int BLOCK_LONGS = BLOCK_BYTES / Long.BYTES;

  /// Twelve more than needed: with the header of 16 bytes, arrays that lie one after the other then
  /// begin at the same place of a cache line, and vectors that are aligned in one are in all.
  private static final int ALLOCATED = WIDTH + 12;

  private final int[][] state = new int[BLOCK_WORDS][ALLOCATED];
  private final int[][] message = new int[BLOCK_WORDS][ALLOCATED];

  /// Writes the chaining values of `count` whole chunks, which lie in `input` one after the other.
  void chunks(long[] input, int count, long counter, int[] cvs) {
    begin(count);
    for (int block = 0; block < BLOCK_WORDS; block++) {
      loadHalf(input, block * BLOCK_LONGS, 0, count);
      loadHalf(input, block * BLOCK_LONGS + BLOCK_LONGS / 2, BLOCK_WORDS / 2, count);
      int flags = block == 0 ? CHUNK_START : block == BLOCK_WORDS - 1 ? CHUNK_END : 0;
      compress(count, counter, 1, flags);
    }
    store(cvs, count);
  }

  /// Replaces the `2 * count` chaining values at the start of `cvs` by those of their parents.
  void parents(int[] cvs, int count, int flags) {
    begin(count);
    for (int i = 0; i < count; i++) {
      for (int w = 0; w < BLOCK_WORDS; w++) {
        message[w][i] = cvs[i * BLOCK_WORDS + w];
      }
    }
    compress(count, 0, 0, flags);
    store(cvs, count);
  }

  private void begin(int count) {
    for (int w = 0; w < CV_WORDS; w++) {
      Arrays.fill(state[w], 0, count, IV[w]);
    }
  }

  private void compress(int count, long counter, int counterStep, int flags) {
    int[][] v = state;
    int[][] m = message;
    for (int w = 0; w < 4; w++) {
      Arrays.fill(v[CV_WORDS + w], 0, count, IV[w]);
    }
    for (int i = 0; i < count; i++) {
      v[12][i] = (int) (counter + (long) i * counterStep);
      v[13][i] = (int) ((counter + (long) i * counterStep) >>> 32);
    }
    Arrays.fill(v[14], 0, count, BLOCK_BYTES);
    Arrays.fill(v[15], 0, count, flags);
    for (int s = 0; s < SCHEDULE.length; s += BLOCK_WORDS) {
      mix(v[0], v[4], v[8], v[12], m[SCHEDULE[s]], m[SCHEDULE[s + 1]], count);
      mix(v[1], v[5], v[9], v[13], m[SCHEDULE[s + 2]], m[SCHEDULE[s + 3]], count);
      mix(v[2], v[6], v[10], v[14], m[SCHEDULE[s + 4]], m[SCHEDULE[s + 5]], count);
      mix(v[3], v[7], v[11], v[15], m[SCHEDULE[s + 6]], m[SCHEDULE[s + 7]], count);
      mix(v[0], v[5], v[10], v[15], m[SCHEDULE[s + 8]], m[SCHEDULE[s + 9]], count);
      mix(v[1], v[6], v[11], v[12], m[SCHEDULE[s + 10]], m[SCHEDULE[s + 11]], count);
      mix(v[2], v[7], v[8], v[13], m[SCHEDULE[s + 12]], m[SCHEDULE[s + 13]], count);
      mix(v[3], v[4], v[9], v[14], m[SCHEDULE[s + 14]], m[SCHEDULE[s + 15]], count);
    }
    for (int w = 0; w < CV_WORDS; w++) {
      xor(v[w], v[w + CV_WORDS], count);
    }
  }

  private static void mix(int[] a, int[] b, int[] c, int[] d, int[] x, int[] y, int count) {
    for (int i = 0; i < count; i++) {
      int a1 = a[i] + b[i] + x[i];
      int d1 = rotateRight(d[i] ^ a1, 16);
      int c1 = c[i] + d1;
      int b1 = rotateRight(b[i] ^ c1, 12);
      int a2 = a1 + b1 + y[i];
      int d2 = rotateRight(d1 ^ a2, 8);
      int c2 = c1 + d2;
      a[i] = a2;
      b[i] = rotateRight(b1 ^ c2, 7);
      c[i] = c2;
      d[i] = d2;
    }
  }

  private static void xor(int[] a, int[] b, int count) {
    for (int i = 0; i < count; i++) {
      a[i] ^= b[i];
    }
  }

  /// Transposes half a block of each node, two words at a time. A whole block would need more array
  /// addresses than there are registers, and take longer.
  private void loadHalf(long[] input, int at, int first, int count) {
    int[] m0 = message[first];
    int[] m1 = message[first + 1];
    int[] m2 = message[first + 2];
    int[] m3 = message[first + 3];
    int[] m4 = message[first + 4];
    int[] m5 = message[first + 5];
    int[] m6 = message[first + 6];
    int[] m7 = message[first + 7];
    for (int i = 0; i < count; i++) {
      int from = at + i * CHUNK_LONGS;
      long w0 = input[from];
      long w2 = input[from + 1];
      long w4 = input[from + 2];
      long w6 = input[from + 3];
      m0[i] = (int) w0;
      m1[i] = (int) (w0 >>> 32);
      m2[i] = (int) w2;
      m3[i] = (int) (w2 >>> 32);
      m4[i] = (int) w4;
      m5[i] = (int) (w4 >>> 32);
      m6[i] = (int) w6;
      m7[i] = (int) (w6 >>> 32);
    }
  }

  private void store(int[] cvs, int count) {
    for (int i = 0; i < count; i++) {
      for (int w = 0; w < CV_WORDS; w++) {
        cvs[i * CV_WORDS + w] = state[w][i];
      }
    }
  }
}
