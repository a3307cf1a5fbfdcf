package io.armillaria.blake3;

import static io.armillaria.blake3.Compression.BLOCK_WORDS;
import static io.armillaria.blake3.Compression.CV_WORDS;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes to little-endian words and back. Input is copied to the heap in bulk, so that no kernel
/// ever sees heap and mapped memory through the same access.
final class Words {
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle IN_BYTES =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private Words() {}

  /// Reads `length` bytes into `words` and fills up the last block, or the only one, with zeros.
  static void read(MemorySegment input, long offset, int length, int[] words) {
    int whole = length / Integer.BYTES;
    MemorySegment.copy(input, WORD, offset, words, 0, whole);
    int blocks = Math.max(1, Math.ceilDiv(length, Compression.BLOCK_BYTES));
    Arrays.fill(words, whole, blocks * BLOCK_WORDS, 0);
    for (int i = whole * Integer.BYTES; i < length; i++) {
      words[whole] |=
          (input.get(ValueLayout.JAVA_BYTE, offset + i) & 0xFF) << (i % Integer.BYTES * Byte.SIZE);
    }
  }

  /// Writes the chaining value `cv[at .. at + 8)` as 32 bytes.
  static void write(int[] cv, int at, byte[] out, int outOffset) {
    for (int i = 0; i < CV_WORDS; i++) {
      IN_BYTES.set(out, outOffset + i * Integer.BYTES, cv[at + i]);
    }
  }
}
