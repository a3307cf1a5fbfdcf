package io.armillaria.storage.chunk;

import java.util.Optional;

/// Finds the entries of a stretch of a pack by their headers.
final class PackEntries {
  private PackEntries() {}

  interface Visitor {
    void entry(long offset, EntryHeader header);
  }

  /// Shows every entry with a valid header from `from` on. What does not verify is skipped up to
  /// the next valid header, so that damage in the middle hides one object, and nothing is ever
  /// written over the objects behind it.
  ///
  /// @return the end of the last entry; `from` where there is none
  static long walk(PackReader pack, long from, Visitor visitor) {
    long tail = from;
    long offset = from;
    while (offset + EntryHeader.BYTES <= pack.size()) {
      Optional<EntryHeader> header = pack.header(offset);
      if (header.isPresent()) {
        visitor.entry(offset, header.get());
        offset += header.get().stride();
        tail = offset;
      } else {
        offset = pack.nextEntry(offset + EntryHeader.BYTES);
      }
    }
    return tail;
  }

  /// Like [#walk], up to where nothing has been written yet.
  static long follow(PackReader pack, long from, Visitor visitor) {
    return from + EntryHeader.BYTES > pack.size() || pack.isBlank(from)
        ? from
        : walk(pack, from, visitor);
  }
}
