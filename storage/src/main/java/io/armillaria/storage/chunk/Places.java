package io.armillaria.storage.chunk;

import java.util.stream.LongStream;

/// Where objects of one pack may lie: candidates, found by the first 64 bits of the hash. The
/// entry's header has the whole hash and decides. Any thread may look up and mark.
sealed interface Places permits PlaceIndex.Table, PackIndex {

  /// The first slot with a candidate for `id`, or -1.
  int first(ChunkId id);

  /// The slot behind `slot` with another candidate for `id`, or -1.
  int next(ChunkId id, int slot);

  /// The [Place] in a slot; 0 if the slot is empty.
  long place(int slot);

  /// Remembers that the object in a slot has been verified.
  void mark(int slot);

  /// All places without their marks, in the order of the file.
  LongStream places();

  /// The first 64 bits of the hashes of all candidates, in any order.
  LongStream keys();
}
