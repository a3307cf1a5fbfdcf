package io.armillaria.storage.changelog;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.Leaf;
import io.armillaria.storage.table.LeafRows;
import java.util.HashMap;
import java.util.Map;

/// The objects that a version is read from, with their sizes: leaves, their columns, and changes
/// that carry rows themselves. None of a version that is retained no longer.
///
/// @param bytes by [ChunkId], or by the [InlineRows] themselves
record VersionObjects(Map<Object, Long> bytes) {
  static VersionObjects of(History history, TableVersion version) {
    Map<Object, Long> bytes = new HashMap<>();
    if (!history.keeps(version)) {
      return new VersionObjects(bytes);
    }
    for (LayoutSegment segment : history.layout(version).segments()) {
      switch (segment.stored()) {
        case LeafRows leaf -> {
          bytes.put(leaf.id(), history.leaves().store().size(leaf.id()));
          for (Leaf.Part part : leaf.leaf().parts()) {
            bytes.put(part.chunk(), part.bytes());
          }
        }
        case InlineRows inline -> inline.sources().forEach(rows -> bytes.put(rows, rows.bytes()));
      }
    }
    return new VersionObjects(bytes);
  }
}
