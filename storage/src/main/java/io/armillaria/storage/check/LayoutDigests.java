package io.armillaria.storage.check;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.SortedRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// The digests of layouts in certain columns. A leaf is read whole once; for each further layout
/// that has it only the rows are read that it deletes.
final class LayoutDigests {
  private final RowHasher hasher;
  private final Map<ChunkId, RowDigest> leaves = new HashMap<>();

  LayoutDigests(List<Column> columns) {
    this.hasher = new RowHasher(columns);
  }

  RowDigest of(Layout layout) {
    RowDigest sum = RowDigest.NONE;
    for (LayoutSegment segment : layout.segments()) {
      sum = sum.plus(of(segment.stored())).minus(of(segment.stored(), segment.deleted()));
    }
    return sum;
  }

  RowDigest of(SortedRows rows) {
    return switch (rows) {
      case InlineRows inline -> hasher.all(inline);
      case LeafRows leaf -> leaves.computeIfAbsent(leaf.id(), _ -> hasher.all(leaf));
    };
  }

  RowDigest of(SortedRows rows, RoaringBitmap chosen) {
    return hasher.some(rows, chosen);
  }
}
