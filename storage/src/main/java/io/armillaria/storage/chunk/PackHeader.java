package io.armillaria.storage.chunk;

import io.armillaria.storage.format.FormatVersion;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/// The first 64 bytes of a pack. FORMAT.md has the fields.
final class PackHeader {
  static final int BYTES = 64;

  private static final long MAGIC = 0x004b4341504d5241L; // "ARMPACK\0"
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int CHECKSUM = 60;

  private PackHeader() {}

  static void write(MemorySegment target, int number, int salt) {
    target.asSlice(0, BYTES).fill((byte) 0);
    target.set(LONG, 0, MAGIC);
    target.set(INT, 8, FormatVersion.CURRENT);
    target.set(INT, 12, number);
    target.set(INT, 16, salt);
    target.set(INT, CHECKSUM, checksum(target));
  }

  /// Whether the header is whole and that of pack `number`, in whatever version.
  static boolean isValid(MemorySegment source, int number) {
    return source.get(LONG, 0) == MAGIC
        && source.get(INT, CHECKSUM) == checksum(source)
        && source.get(INT, 12) == number;
  }

  static int version(MemorySegment source) {
    return source.get(INT, 8);
  }

  static int salt(MemorySegment source) {
    return source.get(INT, 16);
  }

  private static int checksum(MemorySegment segment) {
    CRC32C checksum = new CRC32C();
    checksum.update(segment.asSlice(0, CHECKSUM).asByteBuffer());
    return (int) checksum.getValue();
  }
}
