package io.armillaria.storage.column;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.failure.Failure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// The bytes of an encoded chunk, always off the heap.
///
/// Heap and mapped segments that pass through the same decode loop make it a hundred times slower,
/// for good and for everybody; so a chunk on the heap is copied out of it before any kernel sees
/// it.
record ChunkBytes(MemorySegment segment) {
  static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfDouble DOUBLE =
      ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  static ChunkBytes of(MemorySegment bytes) {
    if (bytes.isNative()) {
      return new ChunkBytes(bytes);
    }
    MemorySegment copy = Arena.ofAuto().allocate(Math.max(1, bytes.byteSize()), Long.BYTES);
    MemorySegment.copy(bytes, 0, copy, 0, bytes.byteSize());
    return new ChunkBytes(copy.asSlice(0, bytes.byteSize()));
  }

  int byteAt(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xFF;
  }

  int intAt(long offset) {
    return segment.get(INT, offset);
  }

  long longAt(long offset) {
    return segment.get(LONG, offset);
  }

  /// Checks that `length` bytes lie at `offset`, and returns the offset after them.
  long require(long offset, long length, String what) {
    if (offset < 0 || length < 0 || offset > segment.byteSize() - length) {
      throw corrupt(
          what
              + " wants "
              + length
              + " bytes at "
              + offset
              + ", but the chunk has "
              + segment.byteSize());
    }
    return offset + length;
  }

  static long aligned(long offset) {
    return (offset + 7) & ~7L;
  }

  static DatabaseException corrupt(String message) {
    return new Failure.Corrupt("column chunk", "A column chunk is damaged: " + message + ".")
        .raise();
  }
}
