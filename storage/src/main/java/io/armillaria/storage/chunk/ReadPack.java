package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A pack whose entries are read into memory one by one, for media that fail and files that others
/// may shorten: both are errors here, where access to a mapping would end the process.
final class ReadPack implements PackReader {
  private static final long BLOCK_BYTES = 1 << 18;

  private final String name;
  private final StorageFile file;
  private final int salt;
  private volatile long size;

  /// @param name relative to the database
  ReadPack(String name, StorageFile file, int salt) {
    this.name = name;
    this.file = file;
    this.salt = salt;
  }

  @Override
  public void grow(long from, long newSize) {
    size = newSize;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public boolean isBlank(long offset) {
    return EntryHeader.isBlank(readHeader(offset), 0);
  }

  @Override
  public long nextEntry(long offset) {
    for (long block = offset; block < size; block += BLOCK_BYTES) {
      MemorySegment bytes = read(block, Math.min(BLOCK_BYTES, size - block));
      for (long at = 0; at + EntryHeader.BYTES <= bytes.byteSize(); at += EntryHeader.BYTES) {
        if (EntryHeader.isEntry(bytes, at)) {
          return block + at;
        }
      }
    }
    return size;
  }

  @Override
  public Optional<EntryHeader> header(long offset) {
    return offset + EntryHeader.BYTES > size
        ? Optional.empty()
        : EntryHeader.read(readHeader(offset), 0, salt)
            .filter(header -> header.stride() <= size - offset);
  }

  @Override
  public MemorySegment stored(long offset, EntryHeader header) {
    return read(offset + EntryHeader.BYTES, header.storedLength()).asReadOnly();
  }

  @Override
  public MemorySegment direct(long offset, ChunkId id) {
    return null;
  }

  private MemorySegment readHeader(long offset) {
    ByteBuffer header = ByteBuffer.allocate(EntryHeader.BYTES);
    try {
      file.read(header, offset);
      return MemorySegment.ofBuffer(header.flip());
    } catch (IOException e) {
      throw FileFailures.of("read", name, e);
    }
  }

  private MemorySegment read(long offset, long length) {
    MemorySegment bytes = Arena.ofAuto().allocate(length, EntryHeader.BYTES);
    try {
      for (long at = 0; at < length; at += 1 << 30) {
        ByteBuffer part = bytes.asSlice(at, Math.min(length - at, 1 << 30)).asByteBuffer();
        file.read(part, offset + at);
      }
      return bytes;
    } catch (IOException e) {
      throw FileFailures.of("read", name, e);
    }
  }
}
