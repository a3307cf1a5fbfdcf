package io.armillaria.storage.file;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Words in a file that is mapped, and never made shorter. The mapping goes when nobody uses it any
/// more, so that a late reader meets no closed one.
final class MappedWords implements SharedWords {
  private static final long BYTES = COUNT * Long.BYTES;
  private static final VarHandle WORD = ValueLayout.JAVA_LONG.varHandle();

  private final MemorySegment words;

  private MappedWords(MemorySegment words) {
    this.words = words;
  }

  /// Opens the file, creating it with zeros where it is missing.
  static MappedWords open(Path file) throws IOException {
    return Uninterrupted.run(
        () -> {
          try (FileChannel channel =
              FileChannel.open(
                  file,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.READ,
                  StandardOpenOption.WRITE)) {
            // a hole of a mapped file that the disk has no room for would end the process
            if (channel.size() < BYTES) {
              channel.write(ByteBuffer.allocate(1), BYTES - 1);
            }
            return new MappedWords(
                channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, Arena.ofAuto()));
          }
        });
  }

  @Override
  public long get(int index) {
    return (long) WORD.getVolatile(words, (long) index * Long.BYTES);
  }

  @Override
  public void set(int index, long value) {
    WORD.setVolatile(words, (long) index * Long.BYTES, value);
  }

  @Override
  public boolean compareAndSet(int index, long expected, long value) {
    return WORD.compareAndSet(words, (long) index * Long.BYTES, expected, value);
  }
}
