package io.armillaria.storage.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// One open file. Safe for many threads; interrupts of the calling thread do not disturb it.
public interface StorageFile extends AutoCloseable {

  /// Writes all remaining bytes of `source`, the first of them at `position`; the file grows to
  /// hold them, with zeros between its old end and `position`. After an exception any part of the
  /// range may have been written.
  ///
  /// @throws DiskFullException if there is no room for them
  void write(ByteBuffer source, long position) throws IOException;

  /// Fills `target` up to its limit with the bytes from `position` on.
  ///
  /// @throws java.io.EOFException if the file ends before
  void read(ByteBuffer target, long position) throws IOException;

  /// The file's length in bytes.
  long size() throws IOException;

  /// Whether its directory still has this very file by its name: not when somebody deleted, moved
  /// or replaced it, or a directory above it. What is written to it then is lost when it is closed.
  boolean isThere();

  /// Makes everything written so far durable, the length included. After an exception nobody knows
  /// what is on disk, and a second call that succeeds proves nothing.
  void force() throws IOException;

  /// Maps `size` bytes from `position` on, read-only, until `arena` is closed. The range must lie
  /// within the file; the file must not be shortened while it is mapped. Bytes written later are
  /// seen. The mapping survives the file's being closed.
  MemorySegment map(long position, long size, Arena arena) throws IOException;

  @Override
  void close() throws IOException;
}
