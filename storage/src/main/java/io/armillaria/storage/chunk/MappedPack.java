package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileFailures;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/// A pack that is mapped. Its mappings last as long as anybody can reach a part of them, so that a
/// reader is never cut off, not even by the store's closing or the file's deletion.
final class MappedPack implements PackReader {
  /// So often, in nanoseconds, the file's length is asked for: to hash bytes of a mapping that are
  /// behind its end would end the process.
  private static final long SELDOM = 1_000_000;

  private final String name;
  private final StorageFile file;
  private final int salt;
  private volatile PackWindows windows = PackWindows.NONE;
  private volatile long looked = System.nanoTime() - SELDOM;

  /// @param name relative to the database
  MappedPack(String name, StorageFile file, int salt) {
    this.name = name;
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
    requireWhole();
    return windows.slice(offset + EntryHeader.BYTES, header.storedLength());
  }

  private void requireWhole() {
    long now = System.nanoTime();
    if (now - looked < SELDOM) {
      return;
    }
    looked = now;
    try {
      long found = file.size();
      if (found < size()) {
        throw new Failure.Corrupt(
                name, name + " was shortened to " + found + " bytes; it had " + size() + ".")
            .raise();
      }
    } catch (ClosedChannelException e) {
      // nobody appends to it any more, and those who read it go on
      looked = Long.MAX_VALUE;
    } catch (IOException e) {
      throw FileFailures.of("read", name, e);
    }
  }

  @Override
  public MemorySegment direct(long offset, ChunkId id) {
    return windows.direct(offset, id);
  }
}
