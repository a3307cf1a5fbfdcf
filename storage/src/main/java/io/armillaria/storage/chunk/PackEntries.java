package io.armillaria.storage.chunk;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// Finds the entries of a pack that was not written by this process.
final class PackEntries {
  private PackEntries() {}

  /// Adds every entry with a valid header to `index`. What does not verify is skipped up to the
  /// next valid header, so that damage in the middle hides one object, and nothing is ever written
  /// over the objects behind it.
  ///
  /// @return the end of the last entry
  static long index(MemorySegment pack, int salt, int ordinal, PlaceIndex index) {
    long tail = PackHeader.BYTES;
    long offset = PackHeader.BYTES;
    while (offset + EntryHeader.BYTES <= pack.byteSize()) {
      Optional<EntryHeader> header = EntryHeader.read(pack, offset, salt);
      if (header.isPresent() && header.get().stride() <= pack.byteSize() - offset) {
        index.add(header.get().id(), Place.of(ordinal, offset));
        offset += header.get().stride();
        tail = offset;
      } else {
        offset += EntryHeader.BYTES;
      }
    }
    return tail;
  }
}
