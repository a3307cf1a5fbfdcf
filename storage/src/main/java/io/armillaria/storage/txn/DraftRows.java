package io.armillaria.storage.txn;

import io.armillaria.storage.column.BytesVectorBuilder;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.column.VectorReader;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowBytes;
import io.armillaria.storage.table.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/// Rows on the heap in the order of their coming. One thread writes; others may read what snapshots
/// need: blocks that were handed out stay as they are, and [#newest] may be called at any time.
final class DraftRows {
  private final List<Column> columns;
  private final List<Column> keyColumns;
  private final List<VectorBuilder> builders = new ArrayList<>();
  private final RoaringBitmap replaces = new RoaringBitmap();
  private int rows;
  private long leafBytes;
  private boolean ascending = true;
  private KeyIndex index;
  private KeyOrder keyOrder;

  /// Reads the keys of all rows; null when rows came since.
  private KeyReader searcher;

  DraftRows(List<Column> columns, List<Column> keyColumns) {
    this.columns = columns;
    this.keyColumns = keyColumns;
    columns.forEach(column -> builders.add(VectorBuilder.of(column.type().layout(), 8)));
  }

  int rows() {
    return rows;
  }

  /// What the rows take where leaves are cut.
  long leafBytes() {
    return leafBytes;
  }

  /// What the rows take on the heap, about.
  long bytes() {
    long bytes = 0;
    for (VectorBuilder builder : builders) {
      bytes += 8L * rows + (builder instanceof BytesVectorBuilder texts ? texts.size() : 0);
    }
    return bytes;
  }

  /// Which of the rows take the place of one of the base.
  RoaringBitmap replaces() {
    return replaces;
  }

  /// Whether the rows ascend strictly by key as they lie.
  boolean ascending() {
    return ascending;
  }

  /// Adds rows.
  ///
  /// @param vectors one for each column
  synchronized void append(List<ColumnVector> vectors, int from, int count) {
    for (int i = 0; i < builders.size(); i++) {
      builders.get(i).appendRange(vectors.get(i), from, count);
    }
    int before = rows;
    rows += count;
    leafBytes += RowBytes.of(vectors, from, count);
    searcher = null;
    if (ascending) {
      int first = Math.max(0, before - 1);
      ascending = RowOrder.ascends(keyVectors(), first, rows - first);
    }
  }

  /// The newest of the first `count` rows that has that key, or -1.
  synchronized int newest(byte[] key, int count) {
    if (count == 0) {
      return -1;
    }
    if (searcher == null) {
      searcher = keys();
    }
    if (ascending) {
      return searcher.compareAt(count - 1, key) < 0
          ? -1
          : Math.max(-1, searcher.search(key, count));
    }
    if (index == null) {
      index = new KeyIndex();
    }
    index.extend(searcher, rows);
    return index.newest(searcher, key, count);
  }

  /// Those of the first `count` rows whose keys are at least `from` and less than `to` (null for no
  /// bound), in no order; earlier ones of the same keys too.
  synchronized int[] within(byte[] from, byte[] to, int count) {
    if (count == 0) {
      return new int[0];
    }
    if (searcher == null) {
      searcher = keys();
    }
    if (ascending) {
      int first = searcher.firstFrom(from, count);
      int end = to == null ? count : searcher.firstFrom(to, count);
      return IntStream.range(first, Math.max(first, end)).toArray();
    }
    if (keyOrder == null) {
      keyOrder = new KeyOrder();
    }
    return keyOrder.within(searcher, keyVectors(), rows, from, to, count);
  }

  /// All rows as they are now.
  RowBlock block() {
    List<ColumnVector> vectors = new ArrayList<>();
    builders.forEach(builder -> vectors.add(builder.view()));
    return new RowBlock(columns, vectors, rows);
  }

  ColumnVector[] keyVectors() {
    return keyColumns.stream()
        .map(column -> builders.get(columns.indexOf(column)).view())
        .toArray(ColumnVector[]::new);
  }

  KeyReader keys() {
    RowBlock block = block();
    return new KeyReader(
        keyColumns,
        column -> new VectorReader(block.vectors().get(block.ordinalOfId(column.id())), rows));
  }

  /// The rows, less some, in the order of their keys.
  int[] order(RoaringBitmap without) {
    int[] order = new int[rows - without.getCardinality()];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (!without.contains(row)) {
        order[count++] = row;
      }
    }
    if (!ascending) {
      RowOrder.sort(keyVectors(), order);
    }
    return order;
  }

  /// The first `count` rows, in arrays of their own.
  DraftRows prefix(int count) {
    return copy(columns, count);
  }

  /// All rows under other columns; a column that is new reads [Column#missing].
  DraftRows under(List<Column> newColumns) {
    return copy(newColumns, rows);
  }

  private DraftRows copy(List<Column> newColumns, int count) {
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
    copy.replaces.or(replaces);
    copy.replaces.remove(count, 1L << 32);
    copy.rows = count;
    copy.leafBytes = RowBytes.of(copy.block().vectors(), 0, count);
    copy.ascending = ascending;
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
