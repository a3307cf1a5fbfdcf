package io.armillaria.storage.column;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The loops that widen signed codes of 1, 2, 4 and 8 bytes and add a base: one loop for each width
/// and target, without a branch, so that the compiler vectorises each. Only native segments.
final class FrameKernels {
  private FrameKernels() {}

  static void bytes(MemorySegment codes, long start, int rows, long base, long[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + codes.get(ValueLayout.JAVA_BYTE, start + i);
    }
  }

  static void shorts(MemorySegment codes, long start, int rows, long base, long[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + codes.get(ChunkBytes.SHORT, start + 2L * i);
    }
  }

  static void ints(MemorySegment codes, long start, int rows, long base, long[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + codes.get(ChunkBytes.INT, start + 4L * i);
    }
  }

  static void longs(MemorySegment codes, long start, int rows, long base, long[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + codes.get(ChunkBytes.LONG, start + 8L * i);
    }
  }

  static void bytes(MemorySegment codes, long start, int rows, int base, int[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + codes.get(ValueLayout.JAVA_BYTE, start + i);
    }
  }

  static void shorts(MemorySegment codes, long start, int rows, int base, int[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + codes.get(ChunkBytes.SHORT, start + 2L * i);
    }
  }

  static void ints(MemorySegment codes, long start, int rows, int base, int[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = base + codes.get(ChunkBytes.INT, start + 4L * i);
    }
  }

  static void longs(MemorySegment codes, long start, int rows, int base, int[] values, int at) {
    for (int i = 0; i < rows; i++) {
      values[at + i] = (int) (base + codes.get(ChunkBytes.LONG, start + 8L * i));
    }
  }
}
