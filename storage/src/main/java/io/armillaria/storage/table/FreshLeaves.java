package io.armillaria.storage.table;

import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// Leaves that were made of other segments' rows, while rows of those went on being deleted.
final class FreshLeaves {
  private final List<Column> keyColumns;
  private final List<LayoutSegment> segments = new ArrayList<>();

  /// @param leaves ascending by key
  FreshLeaves(List<LeafRows> leaves, List<Column> keyColumns) {
    this.keyColumns = keyColumns;
    leaves.forEach(leaf -> segments.add(new LayoutSegment(leaf, new RoaringBitmap())));
  }

  /// Deletes the rows of a source that are deleted now and were not when it was read.
  void delete(LayoutSegment source, RoaringBitmap deletedNow) {
    RoaringBitmap since = RoaringBitmap.andNot(deletedNow, source.deleted());
    if (since.isEmpty()) {
      return;
    }
    KeyReader keys = new KeyReader(keyColumns, source::reader);
    since.forEach((int row) -> delete(keys.keyAt(row)));
  }

  private void delete(byte[] key) {
    int place = LayoutSearch.lastNotAfter(segments, key);
    LayoutSegment segment = place < 0 ? null : segments.get(place);
    int row =
        segment == null
            ? -1
            : ((LeafRows) segment.stored()).search(key, new KeyReader(keyColumns, segment::reader));
    if (row < 0) {
      throw new IllegalStateException("a row was not merged");
    }
    segment.deleted().add(row);
  }

  /// The leaves that have live rows.
  List<LayoutSegment> segments() {
    return segments.stream().filter(segment -> segment.liveRows() > 0).toList();
  }
}
