package io.armillaria.storage.chunk;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// One append-only file of objects. The file grows in steps, as a hole, and is never shortened: it
/// is mapped.
///
/// Any thread may read; the store lets one at a time append and one at a time force.
final class Pack {
  private final int ordinal;
  private final String name;
  private final StorageFile file;
  private final Arena arena = Arena.ofShared();
  private final int salt;
  private final long step;
  private volatile PackWindows windows = PackWindows.NONE;
  private long tail = PackHeader.BYTES;
  private long allocated;

  private Pack(int ordinal, String name, StorageFile file, int salt, long allocated, long step) {
    this.ordinal = ordinal;
    this.name = name;
    this.file = file;
    this.salt = salt;
    this.allocated = allocated;
    this.step = step;
  }

  static String fileName(int number) {
    return String.format("%08x.pack", number);
  }

  /// Creates a pack. It gets its name only when its header is on disk, so that a pack without a
  /// valid header is always a damaged one.
  static Pack create(FileSystem files, Path directory, int number, int ordinal, long step)
      throws IOException {
    String name = fileName(number);
    Path unfinished = directory.resolve(name + ".new");
    if (files.exists(unfinished)) {
      files.delete(unfinished);
    }
    int salt = ThreadLocalRandom.current().nextInt();
    ByteBuffer header = ByteBuffer.allocateDirect(PackHeader.BYTES);
    PackHeader.write(MemorySegment.ofBuffer(header), number, salt);
    try (StorageFile file = files.open(unfinished, FileAccess.CREATE)) {
      file.write(header, 0);
      file.force();
    }
    files.rename(unfinished, directory.resolve(name));
    files.forceDirectory(directory);
    StorageFile file = files.open(directory.resolve(name), FileAccess.WRITE);
    return new Pack(ordinal, name, file, salt, PackHeader.BYTES, step);
  }

  /// Opens a pack and adds its entries to `index`.
  static Pack open(
      FileSystem files, Path directory, int number, int ordinal, long step, PlaceIndex index)
      throws IOException {
    String name = fileName(number);
    StorageFile file = files.open(directory.resolve(name), FileAccess.WRITE);
    Pack pack = null;
    try {
      int salt = readSalt(file, directory, number);
      pack = new Pack(ordinal, name, file, salt, file.size(), step);
      pack.load(index);
      return pack;
    } catch (IOException | RuntimeException e) {
      if (pack != null) {
        pack.arena.close();
      }
      file.close();
      throw e;
    }
  }

  private static int readSalt(StorageFile file, Path directory, int number) throws IOException {
    ByteBuffer start = ByteBuffer.allocateDirect(PackHeader.BYTES);
    MemorySegment header = MemorySegment.ofBuffer(start);
    if (file.size() >= PackHeader.BYTES) {
      file.read(start, 0);
    }
    if (!PackHeader.isValid(header, number)) {
      String name = "packs/" + fileName(number);
      throw new Failure.Corrupt(
              name, name + " (" + file.size() + " bytes) does not begin with its header.")
          .raise();
    }
    if (PackHeader.version(header) != PackHeader.VERSION) {
      throw new Failure.TooNew(
              directory.getParent().toString(), PackHeader.version(header), PackHeader.VERSION)
          .raise();
    }
    return PackHeader.salt(header);
  }

  private void load(PlaceIndex index) throws IOException {
    MemorySegment whole = file.map(0, allocated, arena);
    windows = PackWindows.NONE.with(0, whole);
    tail = PackEntries.index(whole, salt, ordinal, index);
  }

  String name() {
    return name;
  }

  /// Where the entries end.
  long tail() {
    return tail;
  }

  /// Appends an entry; nothing changes if the disk is full.
  ///
  /// @return its place
  long append(EntryHeader header, MemorySegment bytes, WriteBuffer buffer) throws IOException {
    long offset = tail;
    long end = offset + header.stride();
    if (end > allocated) {
      grow(end);
    }
    buffer.write(file, offset, header, salt, bytes);
    tail = end;
    return Place.of(ordinal, offset);
  }

  /// Whether the entry at `offset` says it is `id`.
  boolean isEntry(long offset, ChunkId id) {
    return windows.isEntry(offset, id);
  }

  /// The header of the entry at `offset`, unless it has been damaged since the entry was found.
  Optional<EntryHeader> header(long offset) {
    return windows.header(offset, salt);
  }

  /// The object of the entry at `offset`, whose header must have been verified.
  MemorySegment object(long offset) {
    return windows.object(offset);
  }

  void force() throws IOException {
    file.force();
  }

  void close() throws IOException {
    arena.close();
    file.close();
  }

  private void grow(long needed) throws IOException {
    long size = Math.max(needed, allocated + Math.max(step, allocated / 8));
    file.write(ByteBuffer.allocate(1), size - 1);
    windows = windows.with(tail, file.map(tail, size - tail, arena));
    allocated = size;
  }
}
