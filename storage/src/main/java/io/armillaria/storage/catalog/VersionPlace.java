package io.armillaria.storage.catalog;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.format.BinaryReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.Optional;

/// Where a version of a table is found.
///
/// @param commit the number of the commit that made it
/// @param layout a stored layout of it
record VersionPlace(long commit, Optional<ChunkId> layout) {
  byte[] encode() {
    BinaryWriter out = new BinaryWriter(8 + ChunkId.BYTES).varint(commit);
    layout.ifPresent(id -> out.raw(id.toBytes()));
    return out.toBytes();
  }

  static VersionPlace decode(byte[] bytes) {
    BinaryReader in = new BinaryReader("version", bytes);
    long commit = in.varint();
    return new VersionPlace(
        commit, in.atEnd() ? Optional.empty() : Optional.of(ChunkId.of(in.raw(ChunkId.BYTES), 0)));
  }
}
