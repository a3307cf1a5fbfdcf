package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;

/// Finds what may be ids of stored objects in bytes of any format: a bit for each value of the
/// first bits of a hash, of which at most one in sixteen is set.
final class IdFilter {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final int SPARSE_BITS = 4;
  private static final int MOST_BITS = 36;

  private final long[] words;
  private final int shift;

  IdFilter(List<? extends HomeCollection> homes) {
    long[] count = {0};
    homes.forEach(home -> home.forEachKey(key -> count[0]++));
    int bits = Math.clamp(64 - Long.numberOfLeadingZeros(count[0]) + SPARSE_BITS, 6, MOST_BITS);
    this.shift = 64 - bits;
    this.words = new long[1 << (bits - 6)];
    for (HomeCollection home : homes) {
      home.forEachKey(
          key -> {
            long value = key >>> shift;
            words[(int) (value >>> 6)] |= 1L << value;
          });
    }
  }

  /// Shows whatever may be an id.
  void candidates(MemorySegment bytes, Consumer<ChunkId> visitor) {
    for (long at = 0; at + ChunkId.BYTES <= bytes.byteSize(); at++) {
      long value = bytes.get(LONG, at) >>> shift;
      if ((words[(int) (value >>> 6)] >>> value & 1) != 0) {
        visitor.accept(ChunkId.readFrom(bytes, at));
      }
    }
  }
}
