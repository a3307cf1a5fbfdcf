package io.armillaria.storage.chunk;

import io.armillaria.storage.format.FormatVersion;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The first 64 bytes of an index file. FORMAT.md has the fields.
///
/// @param salt the pack's
/// @param checksum of the slots
record PackIndexHeader(PackIndexName name, int salt, int slots, int checksum) {
  static final int BYTES = 64;

  private static final long MAGIC = 0x00584449504d5241L; // "ARMPIDX\0"
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHECKSUM = 60;

  void writeTo(MemorySegment target) {
    target.asSlice(0, BYTES).fill((byte) 0);
    target.set(LONG, 0, MAGIC);
    target.set(INT, 8, FormatVersion.CURRENT);
    target.set(INT, 12, name.pack());
    target.set(INT, 16, salt);
    target.set(INT, 20, slots);
    target.set(LONG, 24, name.from());
    target.set(LONG, 32, name.to());
    target.set(INT, 40, checksum);
    target.set(INT, CHECKSUM, checksum(target));
  }

  /// Whether these bytes are the header of `name`'s index of a pack with that salt, in this
  /// version.
  static boolean isValid(MemorySegment source, PackIndexName name, int salt) {
    return source.get(LONG, 0) == MAGIC
        && source.get(INT, CHECKSUM) == checksum(source)
        && source.get(INT, 8) == FormatVersion.CURRENT
        && source.get(INT, 12) == name.pack()
        && source.get(INT, 16) == salt
        && source.get(LONG, 24) == name.from()
        && source.get(LONG, 32) == name.to();
  }

  static int slots(MemorySegment source) {
    return source.get(INT, 20);
  }

  static int slotsChecksum(MemorySegment source) {
    return source.get(INT, 40);
  }

  private static int checksum(MemorySegment segment) {
    CRC32C checksum = new CRC32C();
    checksum.update(segment.asSlice(0, CHECKSUM).asByteBuffer());
    return (int) checksum.getValue();
  }
}
