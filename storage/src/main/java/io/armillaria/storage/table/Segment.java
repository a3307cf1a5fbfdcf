package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import org.roaringbitmap.RoaringBitmap;

/// Up to 64 K rows of a table version that lie together: a leaf, a run, or a transaction's own
/// rows. Immutable; safe for many threads.
public interface Segment {
  /// Rows stored, the deleted ones included.
  int rows();

  /// Rows of the segment that this version does not have; empty when it has all. Not to be changed.
  RoaringBitmap deleted();

  /// Statistics over the stored rows, known without touching the column's bytes.
  ColumnStatistics statistics(Column column);

  /// The column's values; a column that the segment's rows were written without reads as
  /// [Column#missing]. The first touch verifies the bytes and throws
  /// [io.armillaria.storage.failure.Failure.Corrupt] when they are damaged.
  ColumnReader reader(Column column);
}
