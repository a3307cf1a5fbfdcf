package io.armillaria.blake3;

import static java.lang.Integer.rotateRight;

/// The compression function on plain words, and the constants of the specification.
final class Compression {
  static final int CHUNK_BYTES = 1024;
  static final int BLOCK_BYTES = 64;
  static final int CHUNK_WORDS = CHUNK_BYTES / Integer.BYTES;
  static final int BLOCK_WORDS = BLOCK_BYTES / Integer.BYTES;

  /// Words of a chaining value.
  static final int CV_WORDS = 8;

  static final int CHUNK_START = 1;
  static final int CHUNK_END = 2;
  static final int PARENT = 4;
  static final int ROOT = 8;

  static final int[] IV = {
    0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19
  };

  static final int ROUNDS = 7;

  /// The words of the message in the order in which the rounds take them.
  static final byte[] SCHEDULE = schedule();

  private Compression() {}

  /// Writes the initial chaining value to `cv[at .. at + 8)`.
  static void initialise(int[] cv, int at) {
    System.arraycopy(IV, 0, cv, at, CV_WORDS);
  }

  /// Writes the chaining value of the parent whose children are `cvs[at .. at + 16)` to `node`.
  static void parent(int[] cvs, int at, int flags, int[] node) {
    initialise(node, 0);
    compress(node, 0, cvs, at, 0, BLOCK_BYTES, flags);
  }

  /// Replaces the chaining value `cv[at .. at + 8)` by its compression with `m[from .. from + 16)`.
  /// State and message are locals, in registers or on the stack: with the message in its array and
  /// [#SCHEDULE] to index it, this takes twice as long.
  static void compress(int[] cv, int at, int[] m, int from, long counter, int length, int flags) {
    int v0 = cv[at];
    int v1 = cv[at + 1];
    int v2 = cv[at + 2];
    int v3 = cv[at + 3];
    int v4 = cv[at + 4];
    int v5 = cv[at + 5];
    int v6 = cv[at + 6];
    int v7 = cv[at + 7];
    int v8 = IV[0];
    int v9 = IV[1];
    int v10 = IV[2];
    int v11 = IV[3];
    int v12 = (int) counter;
    int v13 = (int) (counter >>> 32);
    int v14 = length;
    int v15 = flags;
    int m0 = m[from];
    int m1 = m[from + 1];
    int m2 = m[from + 2];
    int m3 = m[from + 3];
    int m4 = m[from + 4];
    int m5 = m[from + 5];
    int m6 = m[from + 6];
    int m7 = m[from + 7];
    int m8 = m[from + 8];
    int m9 = m[from + 9];
    int m10 = m[from + 10];
    int m11 = m[from + 11];
    int m12 = m[from + 12];
    int m13 = m[from + 13];
    int m14 = m[from + 14];
    int m15 = m[from + 15];
    for (int round = 1; ; round++) {
      v0 += v4 + m0;
      v12 = rotateRight(v12 ^ v0, 16);
      v8 += v12;
      v4 = rotateRight(v4 ^ v8, 12);
      v0 += v4 + m1;
      v12 = rotateRight(v12 ^ v0, 8);
      v8 += v12;
      v4 = rotateRight(v4 ^ v8, 7);

      v1 += v5 + m2;
      v13 = rotateRight(v13 ^ v1, 16);
      v9 += v13;
      v5 = rotateRight(v5 ^ v9, 12);
      v1 += v5 + m3;
      v13 = rotateRight(v13 ^ v1, 8);
      v9 += v13;
      v5 = rotateRight(v5 ^ v9, 7);

      v2 += v6 + m4;
      v14 = rotateRight(v14 ^ v2, 16);
      v10 += v14;
      v6 = rotateRight(v6 ^ v10, 12);
      v2 += v6 + m5;
      v14 = rotateRight(v14 ^ v2, 8);
      v10 += v14;
      v6 = rotateRight(v6 ^ v10, 7);

      v3 += v7 + m6;
      v15 = rotateRight(v15 ^ v3, 16);
      v11 += v15;
      v7 = rotateRight(v7 ^ v11, 12);
      v3 += v7 + m7;
      v15 = rotateRight(v15 ^ v3, 8);
      v11 += v15;
      v7 = rotateRight(v7 ^ v11, 7);

      v0 += v5 + m8;
      v15 = rotateRight(v15 ^ v0, 16);
      v10 += v15;
      v5 = rotateRight(v5 ^ v10, 12);
      v0 += v5 + m9;
      v15 = rotateRight(v15 ^ v0, 8);
      v10 += v15;
      v5 = rotateRight(v5 ^ v10, 7);

      v1 += v6 + m10;
      v12 = rotateRight(v12 ^ v1, 16);
      v11 += v12;
      v6 = rotateRight(v6 ^ v11, 12);
      v1 += v6 + m11;
      v12 = rotateRight(v12 ^ v1, 8);
      v11 += v12;
      v6 = rotateRight(v6 ^ v11, 7);

      v2 += v7 + m12;
      v13 = rotateRight(v13 ^ v2, 16);
      v8 += v13;
      v7 = rotateRight(v7 ^ v8, 12);
      v2 += v7 + m13;
      v13 = rotateRight(v13 ^ v2, 8);
      v8 += v13;
      v7 = rotateRight(v7 ^ v8, 7);

      v3 += v4 + m14;
      v14 = rotateRight(v14 ^ v3, 16);
      v9 += v14;
      v4 = rotateRight(v4 ^ v9, 12);
      v3 += v4 + m15;
      v14 = rotateRight(v14 ^ v3, 8);
      v9 += v14;
      v4 = rotateRight(v4 ^ v9, 7);

      if (round == ROUNDS) {
        break;
      }
      // The permutation of the message is two cycles of eight.
      int first = m0;
      m0 = m2;
      m2 = m3;
      m3 = m10;
      m10 = m12;
      m12 = m9;
      m9 = m11;
      m11 = m5;
      m5 = first;
      int second = m1;
      m1 = m6;
      m6 = m4;
      m4 = m7;
      m7 = m13;
      m13 = m14;
      m14 = m15;
      m15 = m8;
      m8 = second;
    }
    cv[at] = v0 ^ v8;
    cv[at + 1] = v1 ^ v9;
    cv[at + 2] = v2 ^ v10;
    cv[at + 3] = v3 ^ v11;
    cv[at + 4] = v4 ^ v12;
    cv[at + 5] = v5 ^ v13;
    cv[at + 6] = v6 ^ v14;
    cv[at + 7] = v7 ^ v15;
  }

  private static byte[] schedule() {
    byte[] permutation = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};
    byte[] schedule = new byte[ROUNDS * BLOCK_WORDS];
    for (int i = 0; i < BLOCK_WORDS; i++) {
      schedule[i] = (byte) i;
    }
    for (int i = BLOCK_WORDS; i < schedule.length; i++) {
      schedule[i] =
          schedule[i / BLOCK_WORDS * BLOCK_WORDS - BLOCK_WORDS + permutation[i % BLOCK_WORDS]];
    }
    return schedule;
  }
}
