package io.armillaria.storage.log;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The 64 bytes before a frame's records. FORMAT.md has the fields.
///
/// @param sequence the frame's number: consecutive over all segments, from 1
/// @param epoch the number of the force that makes it durable
/// @param forcedThrough all frames through this one were durable when this one was written
/// @param incarnation which opening of the log wrote it; a frame that a crash left behind has a
///   lower one than the frames before it
/// @param tag 64 bits of the store's id
/// @param payloadLength bytes of the records
record FrameHeader(
    long sequence, long epoch, long forcedThrough, long incarnation, long tag, int payloadLength) {
  static final int BYTES = 64;

  private static final int MAGIC = 0x4d465241; // "ARFM"
  private static final int LENGTH = 4;
  private static final int CHECKSUM = 60;

  /// Writes the header in front of the payload, which lies behind it in `frame` already.
  void writeTo(ByteBuffer frame) {
    frame.order(ByteOrder.LITTLE_ENDIAN);
    frame.putInt(0, MAGIC);
    frame.putInt(LENGTH, payloadLength);
    frame.putLong(8, sequence);
    frame.putLong(16, epoch);
    frame.putLong(24, forcedThrough);
    frame.putLong(32, incarnation);
    frame.putLong(40, tag);
    frame.putLong(48, 0);
    frame.putInt(56, 0);
    frame.putInt(CHECKSUM, Checksums.of(frame, 0, CHECKSUM, BYTES, payloadLength));
  }

  static boolean isMagic(ByteBuffer frame) {
    return frame.order(ByteOrder.LITTLE_ENDIAN).getInt(0) == MAGIC;
  }

  /// The header's length field, which may be anything before the checksum is compared.
  static int payloadLength(ByteBuffer frame) {
    return frame.order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH);
  }

  /// Whether header and payload are what was written.
  static boolean isValid(ByteBuffer frame) {
    frame.order(ByteOrder.LITTLE_ENDIAN);
    return frame.getInt(CHECKSUM) == Checksums.of(frame, 0, CHECKSUM, BYTES, frame.getInt(LENGTH));
  }

  static FrameHeader read(ByteBuffer frame) {
    frame.order(ByteOrder.LITTLE_ENDIAN);
    return new FrameHeader(
        frame.getLong(8),
        frame.getLong(16),
        frame.getLong(24),
        frame.getLong(32),
        frame.getLong(40),
        frame.getInt(LENGTH));
  }

  /// Bytes from this frame to the next one.
  long stride() {
    return stride(payloadLength);
  }

  static long stride(long payloadLength) {
    return BYTES + ((payloadLength + BYTES - 1) & -BYTES);
  }
}
