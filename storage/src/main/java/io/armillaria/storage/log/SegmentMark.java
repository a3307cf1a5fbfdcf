package io.armillaria.storage.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// 64 bytes in a segment's head that are rewritten in place. They promise that all frames through
/// `through` were forced, so that a log which ends before is damaged; when `sealed`, also that the
/// next segment exists. An unreadable mark promises nothing. FORMAT.md has the fields.
record SegmentMark(boolean sealed, long through) {
  static final int BYTES = 64;

  /// In a sector of its own, so that a torn write spares the header.
  static final int OFFSET = 512;

  private static final int MAGIC = 0x4b4d4c41; // "ALMK"
  private static final int CHECKSUM = 60;

  void writeTo(ByteBuffer target) {
    ByteBuffer out = target.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int start = out.position();
    out.putInt(MAGIC).putInt(sealed ? 1 : 0).putLong(through);
    while (out.position() < start + CHECKSUM) {
      out.put((byte) 0);
    }
    out.putInt(Checksums.of(out, start, CHECKSUM));
  }

  static Optional<SegmentMark> read(ByteBuffer source) {
    ByteBuffer in = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int start = in.position();
    if (in.getInt(start) != MAGIC
        || in.getInt(start + CHECKSUM) != Checksums.of(in, start, CHECKSUM)) {
      return Optional.empty();
    }
    return Optional.of(new SegmentMark(in.getInt(start + 4) == 1, in.getLong(start + 8)));
  }
}
