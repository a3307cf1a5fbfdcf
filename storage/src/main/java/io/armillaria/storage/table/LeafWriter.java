package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.column.ColumnChunk;
import io.armillaria.storage.column.ColumnEncoder;
import io.armillaria.storage.column.VectorReader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/// Writes sorted rows as leaves, not yet forced to disk.
///
/// Leaves are cut by content, so that equal rows give equal leaves wherever their neighbours
/// differ: from [#LEAST] rows on, a leaf ends after a row whose key hashes to one of 2^15; at
/// [#MOST] it ends anyhow. Hidden row ids differ where rows are equal, so tables without a primary
/// key are cut at [#MOST].
public final class LeafWriter {
  public static final int MOST = 1 << 16;

  /// Fewer rows are in a leaf only where there are no more.
  public static final int LEAST = 1 << 14;

  private static final int CUT_MASK = (1 << 15) - 1;

  private LeafWriter() {}

  /// @param block rows in ascending order of `keyColumns`
  public static List<LeafRows> write(Leaves leaves, RowBlock block, List<Column> keyColumns) {
    KeyReader keys =
        new KeyReader(
            keyColumns,
            column ->
                new VectorReader(
                    block.vectors().get(block.ordinalOfId(column.id())), block.rows()));
    boolean byContent = keyColumns.getFirst().id() != RowId.COLUMN.id();
    List<LeafRows> written = new ArrayList<>();
    for (int from = 0; from < block.rows(); ) {
      int to = byContent ? cut(keys, from, block.rows()) : Math.min(from + MOST, block.rows());
      written.add(writeLeaf(leaves, block, keys, from, to));
      from = to;
    }
    return written;
  }

  private static int cut(KeyReader keys, int from, int rows) {
    int end = Math.min(from + MOST, rows);
    for (int row = from + LEAST - 1; row < end; row++) {
      if ((hash(keys.keyAt(row)) & CUT_MASK) == 0) {
        return row + 1;
      }
    }
    return end;
  }

  /// FNV-1a, 64 bits, folded; the source is http://www.isthe.com/chongo/tech/comp/fnv/.
  private static long hash(byte[] key) {
    long hash = 0xcbf29ce484222325L;
    for (byte b : key) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001b3L;
    }
    return hash ^ (hash >>> 32);
  }

  private static LeafRows writeLeaf(
      Leaves leaves, RowBlock block, KeyReader keys, int from, int to) {
    List<Leaf.Part> parts = new ArrayList<>();
    for (int i = 0; i < block.columns().size(); i++) {
      Column column = block.columns().get(i);
      byte[] bytes = ColumnEncoder.encode(column.type(), block.vectors().get(i), from, to - from);
      ChunkId id = leaves.store().put(ChunkKind.COLUMN, MemorySegment.ofArray(bytes));
      parts.add(
          new Leaf.Part(
              column.id(), column.type(), id, bytes.length, ColumnChunk.statistics(bytes)));
    }
    Leaf leaf = new Leaf(to - from, keys.keyAt(from), keys.keyAt(to - 1), parts);
    ChunkId id = leaves.store().put(ChunkKind.LEAF, MemorySegment.ofArray(leaf.encode()));
    return leaves.intern(new LeafRows(leaves.store(), id, leaf));
  }
}
