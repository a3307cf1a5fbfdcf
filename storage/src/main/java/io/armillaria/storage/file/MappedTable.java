package io.armillaria.storage.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Words in a file of which a process maps the pieces that it asks for. The file is written before
/// it is mapped, so that a full disk shows there, and never made shorter. A mapping goes when
/// nobody uses it any more.
final class MappedTable extends SharedTable {
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  private final Path file;
  private final AtomicReferenceArray<MemorySegment> pieces = new AtomicReferenceArray<>(32);

  MappedTable(Path file) {
    this.file = file;
  }

  @Override
  void make(int piece) {
    if (pieces.get(piece) == null) {
      try {
        fill((start(piece) + size(piece)) * Long.BYTES);
      } catch (IOException e) {
        throw FileFailures.of("extend", name(), e);
      }
      piece(piece);
    }
  }

  /// Writes zeros until the file has so many bytes.
  private void fill(long bytes) throws IOException {
    FileAccess access = Files.exists(file) ? FileAccess.WRITE : FileAccess.CREATE;
    try (DiskFile opened = DiskFile.open(file, access)) {
      ByteBuffer zeros = ByteBuffer.allocate(FIRST * Long.BYTES);
      for (long at = opened.size(); at < bytes; at = opened.size()) {
        opened.write(zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - at)), at);
      }
    }
  }

  @Override
  long read(int piece, int index) {
    return (long) WORD.getVolatile(piece(piece), (long) index * Long.BYTES);
  }

  @Override
  void write(int piece, int index, long value, boolean atOnce) {
    if (atOnce) {
      WORD.setVolatile(piece(piece), (long) index * Long.BYTES, value);
    } else {
      WORD.setRelease(piece(piece), (long) index * Long.BYTES, value);
    }
  }

  private MemorySegment piece(int piece) {
    MemorySegment known = pieces.get(piece);
    if (known == null) {
      known = map(piece);
      pieces.set(piece, known);
    }
    return known;
  }

  private MemorySegment map(int piece) {
    try {
      return Uninterrupted.run(
          () -> {
            try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
              return channel.map(
                  FileChannel.MapMode.READ_WRITE,
                  start(piece) * Long.BYTES,
                  (long) size(piece) * Long.BYTES,
                  Arena.ofAuto());
            }
          });
    } catch (IOException e) {
      throw FileFailures.of("map", name(), e);
    }
  }

  private String name() {
    return file.getFileName().toString();
  }
}
