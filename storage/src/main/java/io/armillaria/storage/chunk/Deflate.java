package io.armillaria.storage.chunk;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Compression by the JDK's own DEFLATE (RFC 1951, without zlib's header: the object's name is
/// checksum enough). It needs no flag and no library.
final class Deflate {
  private static final int LEVEL = 6;

  /// Smaller ones are not worth the memory that reading them back takes.
  private static final long LEAST = 1 << 10;

  private static final long MOST = 1 << 30;

  /// An object must become smaller by its size divided by this.
  private static final int SAVED = 8;

  private Deflate() {}

  /// The bytes compressed, if that pays.
  static Optional<MemorySegment> compress(MemorySegment bytes) {
    long length = bytes.byteSize();
    if (length < LEAST || length > MOST) {
      return Optional.empty();
    }
    ByteBuffer target = ByteBuffer.allocate((int) (length - length / SAVED));
    Deflater deflater = new Deflater(LEVEL, true);
    try {
      deflater.setInput(bytes.asByteBuffer());
      deflater.finish();
      deflater.deflate(target);
      return deflater.finished()
          ? Optional.of(MemorySegment.ofBuffer(target.flip()))
          : Optional.empty();
    } finally {
      deflater.end();
    }
  }

  /// The `length` bytes that were compressed, off the heap; nothing if `stored` is damaged.
  static Optional<MemorySegment> decompress(MemorySegment stored, long length) {
    if (length > MOST) {
      return Optional.empty();
    }
    MemorySegment bytes = Arena.ofAuto().allocate(length, EntryHeader.BYTES);
    ByteBuffer target = bytes.asByteBuffer();
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(stored.asByteBuffer());
      inflater.inflate(target);
      return target.hasRemaining() ? Optional.empty() : Optional.of(bytes.asReadOnly());
    } catch (DataFormatException e) {
      return Optional.empty();
    } finally {
      inflater.end();
    }
  }
}
