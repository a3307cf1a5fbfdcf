package io.armillaria.storage.chunk;

import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// A pack that is mapped. Its mappings last as long as anybody can reach a part of them, so that a
/// reader is never cut off, not even by the store's closing or the file's deletion.
final class MappedPack implements PackReader {
  private final StorageFile file;
  private final int salt;
  private volatile PackWindows windows = PackWindows.NONE;

  MappedPack(StorageFile file, int salt) {
    this.file = file;
    this.salt = salt;
  }

  @Override
  public void grow(long from, long size) throws IOException {
    windows = windows.with(from, file.map(from, size - from, Arena.ofAuto()));
  }

  @Override
  public long size() {
    return windows.end();
  }

  @Override
  public boolean isBlank(long offset) {
    return windows.isBlank(offset);
  }

  @Override
  public long nextEntry(long offset) {
    long at = offset;
    while (at + EntryHeader.BYTES <= size() && !windows.isEntry(at)) {
      at += EntryHeader.BYTES;
    }
    return Math.min(at, size());
  }

  @Override
  public Optional<EntryHeader> header(long offset) {
    return windows.header(offset, salt);
  }

  @Override
  public MemorySegment stored(long offset, EntryHeader header) {
    return windows.slice(offset + EntryHeader.BYTES, header.storedLength());
  }

  @Override
  public MemorySegment direct(long offset, ChunkId id) {
    return windows.direct(offset, id);
  }
}
