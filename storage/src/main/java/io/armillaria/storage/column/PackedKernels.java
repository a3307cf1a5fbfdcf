package io.armillaria.storage.column;

import java.lang.foreign.MemorySegment;

/// The loops that unpack one strip of codes: from one word of each lane, or from two where the
/// strip's codes straddle words. Only native segments.
final class PackedKernels {
  private PackedKernels() {}

  static void ints(
      MemorySegment words,
      long word,
      int shift,
      int mask,
      int rows,
      long base,
      long[] values,
      int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + (words.get(ChunkBytes.INT, word + 4L * i) >>> shift & mask);
    }
  }

  static void ints(
      MemorySegment words,
      long word,
      long next,
      int shift,
      int mask,
      int rows,
      long base,
      long[] values,
      int at) {
    int left = Integer.SIZE - shift;
    for (int i = 0; i < rows; i++) {
      int low = words.get(ChunkBytes.INT, word + 4L * i) >>> shift;
      int high = words.get(ChunkBytes.INT, next + 4L * i) << left;
      values[at + i] = base + ((low | high) & mask);
    }
  }

  static void ints(
      MemorySegment words,
      long word,
      int shift,
      int mask,
      int rows,
      int base,
      int[] values,
      int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + (words.get(ChunkBytes.INT, word + 4L * i) >>> shift & mask);
    }
  }

  static void ints(
      MemorySegment words,
      long word,
      long next,
      int shift,
      int mask,
      int rows,
      int base,
      int[] values,
      int at) {
    int left = Integer.SIZE - shift;
    for (int i = 0; i < rows; i++) {
      int low = words.get(ChunkBytes.INT, word + 4L * i) >>> shift;
      int high = words.get(ChunkBytes.INT, next + 4L * i) << left;
      values[at + i] = base + ((low | high) & mask);
    }
  }

  static void longs(
      MemorySegment words,
      long word,
      int shift,
      long mask,
      int rows,
      long base,
      long[] values,
      int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + (words.get(ChunkBytes.LONG, word + 8L * i) >>> shift & mask);
    }
  }

  static void longs(
      MemorySegment words,
      long word,
      long next,
      int shift,
      long mask,
      int rows,
      long base,
      long[] values,
      int at) {
    int left = Long.SIZE - shift;
    for (int i = 0; i < rows; i++) {
      long low = words.get(ChunkBytes.LONG, word + 8L * i) >>> shift;
      long high = words.get(ChunkBytes.LONG, next + 8L * i) << left;
      values[at + i] = base + ((low | high) & mask);
    }
  }
}
