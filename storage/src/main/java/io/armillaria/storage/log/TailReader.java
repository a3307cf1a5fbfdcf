package io.armillaria.storage.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Reads single frames where other processes append them. For one thread at a time.
final class TailReader {
  /// A larger buffer is not kept.
  private static final int KEPT = 1 << 16;

  private ByteBuffer kept = ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN);

  /// The frame of this store that lies there, header and records, if there is one that verifies;
  /// valid until the next call.
  Optional<ByteBuffer> frame(LogSegment segment, long offset, long tag) throws IOException {
    long left = segment.size() - offset;
    if (left < FrameHeader.BYTES) {
      return Optional.empty();
    }
    ByteBuffer head = buffer(FrameHeader.BYTES);
    segment.read(head, offset);
    head.flip();
    if (!FrameHeader.isMagic(head) || FrameHeader.read(head).tag() != tag) {
      return Optional.empty();
    }
    int payload = FrameHeader.payloadLength(head);
    if (payload < 0 || payload > CommitLog.LARGEST_PAYLOAD || FrameHeader.stride(payload) > left) {
      return Optional.empty();
    }
    ByteBuffer whole = buffer(FrameHeader.BYTES + payload);
    segment.read(whole, offset);
    return Optional.of(whole.flip()).filter(FrameHeader::isValid);
  }

  private ByteBuffer buffer(int length) {
    if (length > kept.capacity()) {
      ByteBuffer larger = ByteBuffer.allocateDirect(length).order(ByteOrder.LITTLE_ENDIAN);
      if (length > KEPT) {
        return larger;
      }
      kept = larger;
    }
    return kept.clear().limit(length);
  }
}
