package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.ConstantReader;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.List;

/// The few rows of a small change, kept on the heap.
public final class InlineRows implements SortedRows {
  private final RowBlock block;
  private final ColumnReader[] readers;
  private final byte[] firstKey;
  private final byte[] lastKey;

  /// @param block at least one row, in ascending order of `keyColumns`
  public InlineRows(RowBlock block, List<Column> keyColumns) {
    this.block = block;
    this.readers = new ColumnReader[block.columns().size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new VectorReader(block.vectors().get(i), block.rows());
    }
    KeyReader keys = new KeyReader(keyColumns, this::reader);
    this.firstKey = keys.keyAt(0);
    this.lastKey = keys.keyAt(block.rows() - 1);
  }

  public RowBlock block() {
    return block;
  }

  /// The size of the rows as a change has them.
  public long bytes() {
    BinaryWriter out = new BinaryWriter();
    RowBlockCodec.write(out, block);
    return out.size();
  }

  @Override
  public int rows() {
    return block.rows();
  }

  @Override
  public byte[] firstKey() {
    return firstKey;
  }

  @Override
  public byte[] lastKey() {
    return lastKey;
  }

  @Override
  public ColumnStatistics statistics(Column column) {
    return reader(column).statistics();
  }

  @Override
  public ColumnReader reader(Column column) {
    int ordinal = block.ordinalOfId(column.id());
    return ordinal >= 0
        ? readers[ordinal]
        : new ConstantReader(column.missing(), column.type(), block.rows());
  }
}
