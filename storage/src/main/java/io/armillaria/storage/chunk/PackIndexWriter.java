package io.armillaria.storage.chunk;

import io.armillaria.storage.file.FileAccess;
import io.armillaria.storage.file.FileSystem;
import io.armillaria.storage.file.StorageFile;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.zip.CRC32C;

/// Merges sorted places into one index file. It gets its name when it is on disk.
final class PackIndexWriter {
  private static final int BUFFER_BYTES = 1 << 18;

  private final List<? extends SortedPlaces> sources;
  private final int[] next;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
  private final MemorySegment segment = MemorySegment.ofBuffer(buffer);
  private final CRC32C checksum = new CRC32C();
  private final BitSet verified = new BitSet();
  private int written;

  private PackIndexWriter(List<? extends SortedPlaces> sources) {
    this.sources = sources;
    this.next = new int[sources.size()];
  }

  /// Writes an index and opens it, with the marks that the sources have.
  static PackIndex write(
      FileSystem files,
      Path directory,
      PackIndexName name,
      int salt,
      List<? extends SortedPlaces> sources,
      boolean mapped)
      throws IOException {
    Path unfinished = directory.resolve(name.fileName() + ".new");
    if (files.exists(unfinished)) {
      files.delete(unfinished);
    }
    PackIndexWriter writer = new PackIndexWriter(sources);
    try (StorageFile file = files.open(unfinished, FileAccess.CREATE)) {
      writer.writeSlots(file);
      writer.writeHeader(file, name, salt);
      file.force();
    }
    files.rename(unfinished, directory.resolve(name.fileName()));
    files.forceDirectory(directory);
    PackIndex index =
        PackIndex.open(files, directory, name, salt, mapped)
            .orElseThrow(() -> new IOException(name.fileName() + " was written and is not valid"));
    writer.verified.stream().forEach(index::mark);
    return index;
  }

  private void writeSlots(StorageFile file) throws IOException {
    long position = PackIndexHeader.BYTES;
    int filled = 0;
    for (int source = least(); source >= 0; source = least()) {
      SortedPlaces from = sources.get(source);
      int slot = next[source]++;
      if (Place.isVerified(from.place(slot))) {
        verified.set(written);
      }
      segment.set(PackIndex.LONG, filled, from.key(slot));
      segment.set(PackIndex.INT, filled + 8, units(Place.offset(from.place(slot))));
      segment.set(PackIndex.INT, filled + 12, units(from.stride(slot)));
      filled += PackIndex.SLOT_BYTES;
      written++;
      if (filled == BUFFER_BYTES) {
        flush(file, position, filled);
        position += filled;
        filled = 0;
      }
    }
    flush(file, position, filled);
  }

  private static int units(long bytes) {
    return (int) (bytes >>> PackIndex.UNIT_BITS);
  }

  private void flush(StorageFile file, long position, int length) throws IOException {
    checksum.update(buffer.clear().limit(length));
    file.write(buffer.clear().limit(length), position);
  }

  private void writeHeader(StorageFile file, PackIndexName name, int salt) throws IOException {
    new PackIndexHeader(name, salt, written, (int) checksum.getValue()).writeTo(segment);
    file.write(buffer.clear().limit(PackIndexHeader.BYTES), 0);
  }

  /// The source whose next entry comes first, or -1 when all are at their end. Sources are in the
  /// order of the file, so that equal keys stay in it.
  private int least() {
    int least = -1;
    for (int i = 0; i < next.length; i++) {
      if (next[i] < sources.get(i).count()
          && (least < 0
              || Long.compareUnsigned(
                      sources.get(i).key(next[i]), sources.get(least).key(next[least]))
                  < 0)) {
        least = i;
      }
    }
    return least;
  }
}
