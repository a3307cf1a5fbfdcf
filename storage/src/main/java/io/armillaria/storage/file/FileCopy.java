package io.armillaria.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/// Copies files by the operations that durability rests on.
public final class FileCopy {
  private static final int BLOCK = 1 << 20;

  private FileCopy() {}

  /// Copies a file to a new one as long as it is now, and forces it.
  public static void copy(FileSystem files, Path from, Path to) throws IOException {
    try (StorageFile source = files.open(from, FileAccess.READ);
        StorageFile target = files.open(to, FileAccess.CREATE)) {
      copy(source, target, source.size());
      target.force();
    }
  }

  /// Copies the first `length` bytes.
  public static void copy(StorageFile source, StorageFile target, long length) throws IOException {
    ByteBuffer block = ByteBuffer.allocateDirect((int) Math.min(BLOCK, length));
    for (long at = 0; at < length; ) {
      block.clear().limit((int) Math.min(block.capacity(), length - at));
      source.read(block, at);
      block.flip();
      int size = block.remaining();
      target.write(block, at);
      at += size;
    }
  }
}
