package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.BLOCK_BYTES;
import static io.armillaria.blake3.Compression.BLOCK_WORDS;
import static io.armillaria.blake3.Compression.CV_WORDS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes to little-endian words and back.
final class Words {
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle IN_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /// Reads `length` bytes into `words` and fills up the last block, or the only one, with zeros.
  static void read(MemorySegment input, long offset, int length, int[] words) {
    int whole = length / Integer.BYTES;
    MemorySegment.copy(input, INT, offset, words, 0, whole);
    int blocks = Math.max(1, Math.ceilDiv(length, BLOCK_BYTES));
    Arrays.fill(words, whole, blocks * BLOCK_WORDS, 0);
    for (int i = whole * Integer.BYTES; i < length; i++) {
      int shift = i % Integer.BYTES * Byte.SIZE;
      words[whole] |= (input.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFF) << shift;
    }
  }

  /// Reads `count` longs, each of two words.
  static void read(MemorySegment input, long offset, long[] longs, int count) {
    MemorySegment.copy(input, LONG, offset, longs, 0, count);
  }

  /// Writes the chaining value `cv[at .. at + 8)` as 32 bytes.
  static void write(int[] cv, int at, byte[] out, int outOffset) {
    for (int i = 0; i < CV_WORDS; i++) {
      IN_BYTES.set(out, outOffset + i * Integer.BYTES, cv[at + i]);
    }
  }
}
