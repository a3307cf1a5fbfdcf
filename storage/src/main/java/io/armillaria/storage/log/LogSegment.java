package io.armillaria.storage.log;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.LostFileException;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// One file of the log: a head of 4 KiB, then frames, then zeros that frames are written over.
///
/// Not for many threads: the log orders the calls.
final class LogSegment {
  /// Bytes before the first frame.
  static final int HEAD = 4096;

  static final String EXTENSION = ".log";

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{16}\\" + EXTENSION);
  private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 18);

  private final StorageFile file;
  private final SegmentHeader header;
  private final long capacity;
  private long tail;
  private long allocated;

  LogSegment(StorageFile file, SegmentHeader header, long capacity, long tail, long allocated) {
    this.file = file;
    this.header = header;
    this.capacity = Math.max(capacity, allocated);
    this.tail = tail;
    this.allocated = allocated;
  }

  static String fileName(long firstSequence) {
    return String.format("%016x%s", firstSequence, EXTENSION);
  }

  static boolean isFileName(String name) {
    return NAME.matcher(name).matches();
  }

  /// Creates a segment filled with `allocated` zeros. It gets its name only when its header is on
  /// disk, so that a segment without a valid header is always a damaged one.
  static LogSegment create(
      FileSystem files, Path directory, SegmentHeader header, long capacity, long allocated)
      throws IOException {
    Path path = directory.resolve(fileName(header.firstSequence()));
    Path unfinished = directory.resolve(path.getFileName() + ".new");
    if (files.exists(unfinished)) {
      files.delete(unfinished);
    }
    try (StorageFile file = files.open(unfinished, FileAccess.CREATE)) {
      zero(file, 0, allocated);
      ByteBuffer head = ByteBuffer.allocateDirect(SegmentHeader.BYTES);
      header.writeTo(head);
      file.write(head, 0);
      file.force();
    }
    files.rename(unfinished, path);
    files.forceDirectory(directory);
    StorageFile file = files.open(path, FileAccess.WRITE);
    return new LogSegment(file, header, capacity, HEAD, allocated);
  }

  String name() {
    return "log/" + fileName(header.firstSequence());
  }

  StorageFile file() {
    return file;
  }

  SegmentHeader header() {
    return header;
  }

  /// Bytes for frames that are zeros on disk.
  long room() {
    return allocated - tail;
  }

  /// Fills with zeros ahead, so that there is room for at least `needed` bytes, `step` more if the
  /// segment's capacity allows.
  ///
  /// @return false if the capacity does not allow for `needed`
  boolean makeRoom(long needed, long step) throws IOException {
    if (needed > capacity - tail) {
      return false;
    }
    long end = Math.min(capacity, Math.max(tail + needed, allocated + step));
    zero(file, allocated, end);
    allocated = end;
    return true;
  }

  /// Takes `length` bytes of the room for a frame.
  ///
  /// @return its offset
  long take(long length) {
    long offset = tail;
    tail += length;
    return offset;
  }

  /// Goes on behind frames that another process wrote, which may have made the file longer.
  void follow(long end) throws IOException {
    tail = end;
    allocated = Math.max(end, file.size());
  }

  long tail() {
    return tail;
  }

  long size() throws IOException {
    return file.size();
  }

  /// Fills the buffer up to its limit.
  void read(ByteBuffer target, long offset) throws IOException {
    file.read(target, offset);
  }

  /// @throws LostFileException if a frame written now would not be found again
  void requireThere() throws LostFileException {
    if (!file.isThere()) {
      throw new LostFileException(name());
    }
  }

  void write(ByteBuffer frame, long offset) throws IOException {
    file.write(frame, offset);
  }

  /// Writes the mark; it is durable after the next force.
  void write(SegmentMark mark) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocateDirect(SegmentMark.BYTES);
    mark.writeTo(bytes);
    file.write(bytes, SegmentMark.OFFSET);
  }

  /// Writes what is there once more, so that the next force has it to force.
  void rewrite(SegmentReader reader, long start, long end) throws IOException {
    for (long at = start; at < end; ) {
      int length = (int) Math.min(end - at, 1 << 20);
      file.write(reader.read(at, length), at);
      at += length;
    }
  }

  /// Overwrites what a crash left behind the last frame.
  void clear(long end) throws IOException {
    zero(file, tail, end);
  }

  void force() throws IOException {
    file.force();
  }

  void close() throws IOException {
    file.close();
  }

  private static void zero(StorageFile file, long start, long end) throws IOException {
    for (long at = start; at < end; ) {
      ByteBuffer zeros = ZEROS.duplicate();
      zeros.limit((int) Math.min(zeros.limit(), end - at));
      int length = zeros.limit();
      file.write(zeros, at);
      at += length;
    }
  }
}
