package io.armillaria.storage.file;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The content of a file of a [HostileFileSystem], as programs see it and as it is on disk.
final class HostileFile {
  private record Write(long position, byte[] bytes) {
    long end() {
      return position + bytes.length;
    }

    /// What of this write the other one does not cover.
    List<Write> without(Write other) {
      List<Write> left = new ArrayList<>();
      if (position < other.position()) {
        left.add(part(position, Math.min(end(), other.position())));
      }
      if (end() > other.end()) {
        left.add(part(Math.max(position, other.end()), end()));
      }
      return left;
    }

    private Write part(long from, long to) {
      return new Write(
          from, Arrays.copyOfRange(bytes, (int) (from - position), (int) (to - position)));
    }
  }

  private record Mapping(long position, MemorySegment segment) {}

  private final PagedBytes seen;
  private PagedBytes onDisk;
  private final List<Write> unforced = new ArrayList<>();
  private final List<Mapping> mappings = new ArrayList<>();

  /// Writes that were part of a failed force: nobody knows what is on disk, and a later force that
  /// succeeds proves nothing.
  private final List<Write> doubtful = new ArrayList<>();

  HostileFile(byte[] content) {
    this(new PagedBytes());
    seen.write(0, content, 0, content.length);
    onDisk = seen.copy();
  }

  private HostileFile(PagedBytes content) {
    this.seen = content;
    this.onDisk = content.copy();
  }

  long size() {
    return seen.size();
  }

  byte[] content() {
    byte[] bytes = new byte[Math.toIntExact(seen.size())];
    seen.read(0, bytes, bytes.length);
    return bytes;
  }

  void write(long position, byte[] bytes) {
    unforced.add(new Write(position, bytes));
    seen.write(position, bytes, 0, bytes.length);
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
    seen.read(position, target, target.length);
  }

  void map(long position, MemorySegment segment) {
    byte[] bytes = new byte[Math.toIntExact(segment.byteSize())];
    seen.read(position, bytes, bytes.length);
    MemorySegment.copy(bytes, 0, segment, ValueLayout.JAVA_BYTE, 0, bytes.length);
    mappings.removeIf(mapping -> !mapping.segment().scope().isAlive());
    mappings.add(new Mapping(position, segment));
  }

  void force() {
    if (doubtful.isEmpty()) {
      onDisk = seen.copy();
    } else {
      unforced.forEach(this::forceDespiteDoubts);
    }
    unforced.clear();
  }

  private void forceDespiteDoubts(Write write) {
    onDisk.write(write.position(), write.bytes(), 0, write.bytes().length);
    List<Write> before = List.copyOf(doubtful);
    doubtful.clear();
    before.forEach(old -> doubtful.addAll(old.without(write)));
  }

  void failForce() {
    doubtful.addAll(unforced);
    unforced.clear();
  }

  /// Replaces the content, on disk too, as damage does.
  void damage(byte[] content) {
    seen.truncate(0);
    seen.write(0, content, 0, content.length);
    onDisk = seen.copy();
    unforced.clear();
    doubtful.clear();
  }

  /// What a power cut leaves: of the unforced writes some blocks and others not, at an old or a new
  /// length.
  HostileFile afterPowerCut(Random random) {
    PagedBytes left = onDisk.copy();
    int block = 8 << random.nextInt(8);
    int chance = random.nextInt(5);
    List<Write> writes = new ArrayList<>(doubtful);
    writes.addAll(unforced);
    for (Write write : writes) {
      for (int start = 0; start < write.bytes().length; ) {
        int end = (int) (((write.position() + start) / block + 1) * block - write.position());
        int length = Math.min(end, write.bytes().length) - start;
        if (random.nextInt(4) < chance) {
          left.write(write.position() + start, write.bytes(), start, length);
        }
        start = end;
      }
    }
    if (random.nextBoolean() && left.size() > onDisk.size()) {
      left.truncate(onDisk.size());
    }
    return new HostileFile(left);
  }

  /// What the end of the process leaves: everything, still unforced.
  HostileFile afterKill() {
    HostileFile file = new HostileFile(seen.copy());
    file.onDisk = onDisk.copy();
    file.unforced.addAll(unforced);
    file.doubtful.addAll(doubtful);
    return file;
  }
}
