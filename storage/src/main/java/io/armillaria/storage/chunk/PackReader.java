package io.armillaria.storage.chunk;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/// The bytes of one pack. Any thread may read while one lets it grow.
sealed interface PackReader permits MappedPack, ReadPack {

  /// Makes the bytes up to `size` readable, of which the file must have so many. All entries found
  /// so far end at `from`.
  void grow(long from, long size) throws IOException;

  /// How many bytes of the file are readable.
  long size();

  /// Whether nothing has been written at `offset` yet, where an entry may begin.
  boolean isBlank(long offset);

  /// The first offset from `offset` on that looks like an entry's, or [#size].
  long nextEntry(long offset);

  /// The header of the entry at `offset`, if it verifies.
  Optional<EntryHeader> header(long offset);

  /// The bytes as stored of the entry at `offset`, whose verified header is given: aligned to 64,
  /// read-only, valid as long as they are reachable.
  MemorySegment stored(long offset, EntryHeader header);

  /// The object of the entry at `offset`, if this takes no reading: where it is mapped, not
  /// compressed, and says it is `id`. Its header and bytes must have been verified before; null
  /// otherwise.
  MemorySegment direct(long offset, ChunkId id);
}
