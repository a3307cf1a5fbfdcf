package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;

/// Stored rows in ascending order of their keys, no key twice: a leaf in the chunk store, or the
/// few rows that a small change carries itself. Immutable; safe for many threads.
public sealed interface SortedRows permits LeafRows, InlineRows {
  int rows();

  /// What the rows take, at most or about, as [RowBytes] counts it.
  long heapBytes();

  /// The key of the first row, in the encoding of [KeyEncoder].
  byte[] firstKey();

  byte[] lastKey();

  ColumnStatistics statistics(Column column);

  /// The values of a column; [Column#missing] for all rows when they were written without it.
  ColumnReader reader(Column column);
}
