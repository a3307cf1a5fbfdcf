package io.armillaria.storage.log;

import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/// Reads a segment through a window that moves over it.
final class SegmentReader {
  private static final int WINDOW = 1 << 20;

  private final StorageFile file;
  private final long size;
  private ByteBuffer window = ByteBuffer.allocate(0);
  private long windowStart;

  SegmentReader(StorageFile file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  /// The bytes from `offset` on, valid until the next call; they must exist.
  ByteBuffer read(long offset, int length) throws IOException {
    if (offset < windowStart || offset + length > windowStart + window.limit()) {
      fill(offset, length);
    }
    return window.slice((int) (offset - windowStart), length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// The frame of this store at `offset`, header and records, if there is one that verifies.
  Optional<ByteBuffer> frame(long offset, long tag) throws IOException {
    if (size - offset < FrameHeader.BYTES) {
      return Optional.empty();
    }
    ByteBuffer head = read(offset, FrameHeader.BYTES);
    if (!FrameHeader.isMagic(head) || FrameHeader.read(head).tag() != tag) {
      return Optional.empty();
    }
    int payload = FrameHeader.payloadLength(head);
    if (payload < 0
        || payload > CommitLog.LARGEST_PAYLOAD
        || FrameHeader.stride(payload) > size - offset) {
      return Optional.empty();
    }
    return Optional.of(read(offset, FrameHeader.BYTES + payload)).filter(FrameHeader::isValid);
  }

  /// The end of the last bytes from `offset` on that are not zero; `offset` if all are.
  long endOfContent(long offset) throws IOException {
    long end = offset;
    for (long at = offset; at < size; ) {
      ByteBuffer bytes = read(at, (int) Math.min(WINDOW, size - at));
      for (int i = bytes.limit() - 1; i >= 0; i--) {
        if (bytes.get(i) != 0) {
          end = at + i + 1;
          break;
        }
      }
      at += bytes.limit();
    }
    return end;
  }

  private void fill(long offset, int length) throws IOException {
    int wanted = (int) Math.min(Math.max(length, WINDOW), size - offset);
    if (window.capacity() < wanted) {
      window = ByteBuffer.allocateDirect(wanted);
    }
    windowStart = offset;
    file.read(window.clear().limit(wanted), offset);
  }
}
