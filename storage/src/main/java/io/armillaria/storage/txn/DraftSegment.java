package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ConstantReader;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.Segment;
import org.roaringbitmap.RoaringBitmap;

/// Some consecutive rows of a transaction's own.
record DraftSegment(RowBlock block, int from, int rows, RoaringBitmap deleted) implements Segment {
  @Override
  public ColumnStatistics statistics(Column column) {
    int ordinal = block.ordinalOfId(column.id());
    if (ordinal < 0) {
      return reader(column).statistics();
    }
    // bounds are not known without a scan
    return new ColumnStatistics(rows, nulls(block.vectors().get(ordinal)), null, null, rows, false);
  }

  private int nulls(ColumnVector vector) {
    int nulls = 0;
    for (int row = from; vector.nulls() != null && row < from + rows; row++) {
      nulls += vector.nulls()[row] ? 1 : 0;
    }
    return nulls;
  }

  @Override
  public ColumnReader reader(Column column) {
    int ordinal = block.ordinalOfId(column.id());
    return ordinal < 0
        ? new ConstantReader(column.missing(), column.type(), rows)
        : new VectorReader(block.vectors().get(ordinal), from, rows);
  }
}
