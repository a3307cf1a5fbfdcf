package io.armillaria.storage.chunk;

import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// Memory that entries are gathered in on their way to a file, so that a small one is one write.
/// For one thread at a time.
///
/// A large one is cut where the file is at a multiple of the buffer's size: the system then keeps
/// it in large pieces, which cost a reader of the mapping few page faults.
final class WriteBuffer {
  private static final int BYTES = 1 << 20;

  private ByteBuffer buffer;

  /// Writes header, object and zeros up to the next entry at `position` of the file.
  void write(StorageFile file, long position, EntryHeader header, int salt, MemorySegment bytes)
      throws IOException {
    if (buffer == null) {
      buffer = ByteBuffer.allocateDirect(BYTES);
    }
    MemorySegment segment = MemorySegment.ofBuffer(buffer.clear());
    header.writeTo(segment, 0, salt);
    int filled = EntryHeader.BYTES;
    long at = position;
    long copied = 0;
    while (true) {
      int room = BYTES - (int) (at & (BYTES - 1));
      int part = (int) Math.min(bytes.byteSize() - copied, room - filled);
      MemorySegment.copy(bytes, copied, segment, filled, part);
      copied += part;
      filled += part;
      if (copied == bytes.byteSize()) {
        break;
      }
      flush(file, at, filled);
      at += filled;
      filled = 0;
    }
    int padding = -filled & (EntryHeader.BYTES - 1);
    segment.asSlice(filled, padding).fill((byte) 0);
    flush(file, at, filled + padding);
  }

  private void flush(StorageFile file, long position, int length) throws IOException {
    file.write(buffer.clear().limit(length), position);
  }
}
