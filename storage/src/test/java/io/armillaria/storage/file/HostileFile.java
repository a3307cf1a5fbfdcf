package io.armillaria.storage.file;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The content of a file of a [HostileFileSystem], as programs see it and as it is on disk.
final class HostileFile {
  private record Write(long position, byte[] bytes) {}

  private record Mapping(long position, MemorySegment segment) {}

  private byte[] seen;
  private byte[] onDisk;
  private final List<Write> unforced = new ArrayList<>();
  private final List<Mapping> mappings = new ArrayList<>();

  HostileFile(byte[] content) {
    this.seen = content;
    this.onDisk = content;
  }

  int size() {
    return seen.length;
  }

  byte[] content() {
    return seen.clone();
  }

  void write(long position, byte[] bytes) {
    unforced.add(new Write(position, bytes));
    seen = grown(seen == onDisk ? seen.clone() : seen, position + bytes.length);
    System.arraycopy(bytes, 0, seen, (int) position, bytes.length);
    for (Mapping mapping : mappings) {
      long from = Math.max(position, mapping.position());
      long to =
          Math.min(position + bytes.length, mapping.position() + mapping.segment().byteSize());
      if (from < to && mapping.segment().scope().isAlive()) {
        MemorySegment.copy(
            MemorySegment.ofArray(bytes),
            from - position,
            mapping.segment(),
            from - mapping.position(),
            to - from);
      }
    }
  }

  void read(long position, byte[] target) {
    System.arraycopy(seen, (int) position, target, 0, target.length);
  }

  void map(long position, MemorySegment segment) {
    segment.copyFrom(MemorySegment.ofArray(seen).asSlice(position, segment.byteSize()));
    mappings.add(new Mapping(position, segment));
  }

  void force() {
    onDisk = seen.clone();
    unforced.clear();
  }

  /// Replaces the content, on disk too, as damage does.
  void damage(byte[] content) {
    seen = content;
    onDisk = content;
    unforced.clear();
  }

  /// What a power cut leaves: of the unforced writes some blocks and others not, at an old or a new
  /// length.
  HostileFile afterPowerCut(Random random) {
    byte[] left = onDisk.clone();
    int block = 8 << random.nextInt(8);
    int chance = random.nextInt(5);
    for (Write write : unforced) {
      for (int start = 0; start < write.bytes().length; ) {
        int end = (int) (((write.position() + start) / block + 1) * block - write.position());
        int length = Math.min(end, write.bytes().length) - start;
        if (random.nextInt(4) < chance) {
          left = grown(left, write.position() + start + length);
          System.arraycopy(write.bytes(), start, left, (int) write.position() + start, length);
        }
        start = end;
      }
    }
    int length = random.nextBoolean() ? left.length : onDisk.length;
    return new HostileFile(Arrays.copyOf(left, length));
  }

  /// What the end of the process leaves: everything, still unforced.
  HostileFile afterKill() {
    HostileFile file = new HostileFile(seen.clone());
    file.onDisk = onDisk;
    file.unforced.addAll(unforced);
    return file;
  }

  private static byte[] grown(byte[] bytes, long size) {
    return size > bytes.length ? Arrays.copyOf(bytes, (int) size) : bytes;
  }
}
