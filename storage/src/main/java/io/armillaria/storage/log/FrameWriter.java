package io.armillaria.storage.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Gathers the records of a frame and writes them with one call. For one thread at a time.
final class FrameWriter {
  /// A larger buffer is not kept.
  private static final int KEPT = 1 << 20;

  private long incarnation;
  private final long tag;
  private ByteBuffer kept = ByteBuffer.allocateDirect(1 << 16);

  FrameWriter(long incarnation, long tag) {
    this.incarnation = incarnation;
    this.tag = tag;
  }

  /// Goes on behind frames of another writer.
  void incarnation(long number) {
    incarnation = number;
  }

  /// Writes the frame, saying in it that all frames through `forcedThrough` have been forced.
  void write(Frame frame, long forcedThrough, LogSegment segment) throws IOException {
    int stride = Math.toIntExact(FrameHeader.stride(frame.payloadLength()));
    ByteBuffer bytes = buffer(stride).clear().position(FrameHeader.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (LogTicket ticket : frame.tickets()) {
      for (LogRecord record : ticket.records()) {
        RecordCodec.write(record.type(), record.payload(), bytes);
      }
    }
    while (bytes.position() < stride) {
      bytes.put((byte) 0);
    }
    new FrameHeader(
            frame.sequence(),
            frame.epoch(),
            forcedThrough,
            incarnation,
            tag,
            Math.toIntExact(frame.payloadLength()))
        .writeTo(bytes);
    segment.write(bytes.flip(), frame.offset());
  }

  private ByteBuffer buffer(int length) {
    if (length <= kept.capacity()) {
      return kept;
    }
    ByteBuffer larger = ByteBuffer.allocateDirect(length);
    if (length <= KEPT) {
      kept = larger;
    }
    return larger;
  }
}
