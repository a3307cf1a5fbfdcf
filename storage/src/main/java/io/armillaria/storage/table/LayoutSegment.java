package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import org.roaringbitmap.RoaringBitmap;

/// Stored rows and which of them a version does not have.
public record LayoutSegment(SortedRows stored, RoaringBitmap deleted) implements Segment {
  @Override
  public int rows() {
    return stored.rows();
  }

  public int liveRows() {
    return stored.rows() - deleted.getCardinality();
  }

  @Override
  public ColumnStatistics statistics(Column column) {
    return stored.statistics(column);
  }

  @Override
  public ColumnReader reader(Column column) {
    return stored.reader(column);
  }
}
