package io.armillaria.storage.log;

import io.armillaria.storage.failure.Failure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Records within a frame's payload: 8 bytes of head, the payload, zeros up to 8 bytes. FORMAT.md
/// has the fields.
final class RecordCodec {
  /// Bytes before the payload.
  static final int HEAD = 8;

  private RecordCodec() {}

  static long encodedLength(LogRecord record) {
    return encodedLength(record.payload().length);
  }

  private static long encodedLength(long payload) {
    return HEAD + ((payload + 7) & -8L);
  }

  /// Writes a record at the buffer's position.
  static void write(RecordType type, byte[] payload, ByteBuffer target) {
    target.put(type.code()).put((byte) 0).putShort((short) 0).putInt(payload.length).put(payload);
    while ((target.position() & 7) != 0) {
      target.put((byte) 0);
    }
  }

  /// Shows the records of a frame that has verified.
  ///
  /// @param segment the number of its segment's first frame
  /// @param offset where the frame begins
  static void read(
      FrameHeader frame, long segment, long offset, ByteBuffer payload, LogVisitor visitor) {
    int end = payload.limit();
    int at = 0;
    while (at < end) {
      LogPosition position =
          new LogPosition(
              frame.sequence(), frame.epoch(), segment, offset, offset + FrameHeader.BYTES + at);
      at = read(frame, position, payload, at, visitor);
    }
  }

  /// Shows the record at `at` and gives where the next one begins. In a method of its own, with no
  /// lambda, because the loop once found its never null `payload` to be null: cause not proven.
  private static int read(
      FrameHeader frame, LogPosition position, ByteBuffer payload, int at, LogVisitor visitor) {
    byte code = payload.get(at);
    Optional<RecordType> type = RecordType.of(code);
    if (type.isEmpty()) {
      throw unknown(frame, code);
    }
    int length = payload.getInt(at + 4);
    ByteBuffer record = payload.slice(at + HEAD, length).asReadOnlyBuffer();
    visitor.record(position, type.get(), record.order(ByteOrder.LITTLE_ENDIAN));
    return at + Math.toIntExact(encodedLength(length));
  }

  private static RuntimeException unknown(FrameHeader frame, byte code) {
    return new Failure.Corrupt(
            "log frame " + frame.sequence(),
            "Frame "
                + frame.sequence()
                + " of the log has a record of the unknown type "
                + code
                + ".")
        .raise();
  }
}
