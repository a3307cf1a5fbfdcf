package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.RowBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/// The rows that a transaction has added to one table, in the order of their coming; those that it
/// took back are marked dead. Each knows the row of the base that it replaces, if any. One thread
/// writes; others may read what snapshots need: blocks that were handed out stay as they are, and
/// [#newest] may be called at any time.
final class DraftRows {
  static final long REPLACES_NOTHING = -1;

  private final List<Column> columns;
  private final List<Column> keyColumns;
  private final List<VectorBuilder> builders = new ArrayList<>();
  private final RoaringBitmap dead = new RoaringBitmap();
  private long[] replaces = new long[16];
  private int rows;
  private byte[] lastKey;
  private boolean ascending = true;

  /// The newest row of each key, dead ones too; null while nobody has asked, and while the keys
  /// ascend, which needs no index.
  private Map<Key, Integer> index;

  /// The row before each row that had the same key, or -1; as long as there is an index.
  private int[] earlier = {};

  /// Reads the keys of all rows; null when rows came since.
  private KeyReader searcher;

  DraftRows(List<Column> columns, List<Column> keyColumns) {
    this.columns = columns;
    this.keyColumns = keyColumns;
    columns.forEach(column -> builders.add(VectorBuilder.of(column.type().layout(), 64)));
  }

  int rows() {
    return rows;
  }

  int liveRows() {
    return rows - dead.getCardinality();
  }

  RoaringBitmap dead() {
    return dead;
  }

  long replaces(int row) {
    return replaces[row];
  }

  /// Whether the rows ascend strictly by key as they lie.
  boolean ascending() {
    return ascending;
  }

  /// Adds rows.
  ///
  /// @param keys of the rows
  /// @param replaced the base address each row replaces, or [#REPLACES_NOTHING]
  synchronized void append(RowBlock block, List<byte[]> keys, long[] replaced) {
    for (int i = 0; i < builders.size(); i++) {
      builders.get(i).appendRange(block.vectors().get(i), 0, block.rows());
    }
    if (rows + block.rows() > replaces.length) {
      replaces = Arrays.copyOf(replaces, Math.max(2 * rows, rows + block.rows()));
    }
    System.arraycopy(replaced, 0, replaces, rows, block.rows());
    for (int i = 0; i < block.rows(); i++) {
      byte[] key = keys.get(i);
      if (ascending && lastKey != null && Arrays.compareUnsigned(lastKey, key) >= 0) {
        ascending = false;
      }
      lastKey = key;
      if (index != null) {
        enter(key, rows + i);
      }
    }
    rows += block.rows();
    searcher = null;
  }

  void kill(int row) {
    dead.add(row);
  }

  /// The dead ones of `count` rows from `from` on, counted from there.
  RoaringBitmap dead(int from, int count) {
    RoaringBitmap range = RoaringBitmap.bitmapOfRange(from, (long) from + count);
    range.and(dead);
    return RoaringBitmap.addOffset(range, -from);
  }

  /// The live row of that key, or -1.
  int find(byte[] key) {
    int row = newest(key, rows);
    return row >= 0 && !dead.contains(row) ? row : -1;
  }

  /// The newest of the first `count` rows that has that key, live or dead, or -1. At the time when
  /// there were so many, no other of them with that key can have been live.
  synchronized int newest(byte[] key, int count) {
    if (count == 0 || (ascending && Arrays.compareUnsigned(lastKey, key) < 0)) {
      return -1;
    }
    if (ascending) {
      if (searcher == null) {
        searcher = keys();
      }
      return Math.max(-1, searcher.search(key, count));
    }
    if (index == null) {
      index = new HashMap<>();
      KeyReader reader = keys();
      for (int row = 0; row < rows; row++) {
        enter(reader.keyAt(row), row);
      }
    }
    int row = index.getOrDefault(new Key(key), -1);
    while (row >= count) {
      row = earlier[row];
    }
    return row;
  }

  private void enter(byte[] key, int row) {
    if (row >= earlier.length) {
      earlier = Arrays.copyOf(earlier, Math.max(2 * row, 64));
    }
    Integer before = index.put(new Key(key), row);
    earlier[row] = before == null ? -1 : before;
  }

  /// All rows, the dead ones too, as they are now.
  RowBlock block() {
    List<ColumnVector> vectors = new ArrayList<>();
    builders.forEach(builder -> vectors.add(builder.view()));
    return new RowBlock(columns, vectors, rows);
  }

  KeyReader keys() {
    RowBlock block = block();
    return new KeyReader(
        keyColumns,
        column -> new VectorReader(block.vectors().get(block.ordinalOfId(column.id())), rows));
  }

  /// The first `count` rows with these dead among them, in arrays of their own.
  DraftRows prefix(int count, RoaringBitmap deadThen) {
    return copy(columns, count, deadThen);
  }

  /// All rows under other columns; a column that is new reads [Column#missing].
  DraftRows under(List<Column> newColumns) {
    return copy(newColumns, rows, dead);
  }

  private DraftRows copy(List<Column> newColumns, int count, RoaringBitmap deadThen) {
    DraftRows copy = new DraftRows(newColumns, keyColumns);
    RowBlock block = block();
    for (int i = 0; i < newColumns.size(); i++) {
      int from = block.ordinalOfId(newColumns.get(i).id());
      if (from >= 0) {
        copy.builders.get(i).appendRange(block.vectors().get(from), 0, count);
      } else {
        for (int row = 0; row < count; row++) {
          copy.builders.get(i).appendDefault(newColumns.get(i).missing());
        }
      }
    }
    copy.dead.or(deadThen);
    copy.replaces = Arrays.copyOf(replaces, Math.max(16, count));
    copy.rows = count;
    copy.ascending = ascending;
    copy.lastKey = count == 0 ? null : keys().keyAt(count - 1);
    return copy;
  }

  /// A key that can be looked up by its bytes.
  record Key(byte[] bytes) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key key && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(bytes);
    }
  }
}
