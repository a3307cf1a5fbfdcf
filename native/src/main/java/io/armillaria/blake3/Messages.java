package io.armillaria.blake3;

import java.lang.foreign.MemorySegment;
import java.util.Objects;

/// Checks the arguments of [Blake3#hashMany].
final class Messages {
  private Messages() {}

  static void check(MemorySegment base, long[] offsets, long[] lengths, byte[] out) {
    if (offsets.length != lengths.length) {
      throw new IllegalArgumentException(
          offsets.length + " offsets, but " + lengths.length + " lengths");
    }
    if (out.length / Blake3.HASH_BYTES < offsets.length) {
      throw new IndexOutOfBoundsException(
          offsets.length + " hashes of 32 bytes do not fit into " + out.length + " bytes");
    }
    for (int i = 0; i < offsets.length; i++) {
      Objects.checkFromIndexSize(offsets[i], lengths[i], base.byteSize());
    }
  }
}
