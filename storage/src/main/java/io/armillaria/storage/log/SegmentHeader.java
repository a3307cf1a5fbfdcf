package io.armillaria.storage.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/// The first 64 bytes of a segment. FORMAT.md has the fields.
///
/// @param leafRows of the store, which the log keeps for others
record SegmentHeader(int version, UUID storeId, int ordinal, long firstSequence, int leafRows) {
  static final int BYTES = 64;

  private static final long MAGIC = 0x0000474f4c4d5241L; // "ARMLOG\0\0"
  private static final int CHECKSUM = 60;

  /// The header of the segment behind this one.
  SegmentHeader next(long sequence) {
    return new SegmentHeader(version, storeId, ordinal + 1, sequence, leafRows);
  }

  void writeTo(ByteBuffer target) {
    ByteBuffer out = target.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int start = out.position();
    out.putLong(MAGIC).putInt(version).putInt(ordinal);
    out.putLong(storeId.getMostSignificantBits()).putLong(storeId.getLeastSignificantBits());
    out.putLong(firstSequence).putInt(leafRows);
    while (out.position() < start + CHECKSUM) {
      out.put((byte) 0);
    }
    out.putInt(Checksums.of(out, start, CHECKSUM));
  }

  /// Whether 64 bytes are the header of a segment, in whatever version.
  static boolean isValid(ByteBuffer source) {
    ByteBuffer in = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int start = in.position();
    return in.getLong(start) == MAGIC
        && in.getInt(start + CHECKSUM) == Checksums.of(in, start, CHECKSUM);
  }

  static SegmentHeader read(ByteBuffer source) {
    ByteBuffer in = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    in.getLong();
    int version = in.getInt();
    int ordinal = in.getInt();
    UUID storeId = new UUID(in.getLong(), in.getLong());
    return new SegmentHeader(version, storeId, ordinal, in.getLong(), in.getInt());
  }
}
