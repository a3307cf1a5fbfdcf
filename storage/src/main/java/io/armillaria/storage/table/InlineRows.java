package io.armillaria.storage.table;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.column.ConstantReader;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.format.BinaryWriter;
import java.util.Arrays;
import java.util.List;

/// The few rows of a small change, or of some such changes together, kept on the heap with their
/// keys.
public final class InlineRows implements SortedRows {
  private final RowBlock block;
  private final List<Column> keyColumns;
  private final List<InlineRows> sources;
  private final ColumnReader[] readers;
  private final byte[][] keys;

  /// @param block at least one row, in ascending order of `keyColumns`
  public InlineRows(RowBlock block, List<Column> keyColumns) {
    this(block, keyColumns, List.of());
  }

  /// @param sources the changes' rows that these were merged from; empty for a change's own
  InlineRows(RowBlock block, List<Column> keyColumns, List<InlineRows> sources) {
    this.block = block;
    this.keyColumns = keyColumns;
    this.sources = sources;
    this.readers = new ColumnReader[block.columns().size()];
    for (int i = 0; i < readers.length; i++) {
      readers[i] = new VectorReader(block.vectors().get(i), block.rows());
    }
    KeyReader reader = new KeyReader(keyColumns, this::reader);
    this.keys = new byte[block.rows()][];
    Arrays.setAll(keys, reader::keyAt);
  }

  public RowBlock block() {
    return block;
  }

  List<Column> keyColumns() {
    return keyColumns;
  }

  /// The rows of changes that these come from: themselves, unless they were merged.
  public List<InlineRows> sources() {
    return sources.isEmpty() ? List.of(this) : sources;
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
  public long heapBytes() {
    return RowBytes.of(block.vectors(), 0, block.rows());
  }

  @Override
  public byte[] firstKey() {
    return keys[0];
  }

  @Override
  public byte[] lastKey() {
    return keys[keys.length - 1];
  }

  /// The row of that key, or -1.
  int search(byte[] key) {
    return Math.max(-1, Arrays.binarySearch(keys, key, Arrays::compareUnsigned));
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
