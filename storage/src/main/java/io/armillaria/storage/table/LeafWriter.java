package io.armillaria.storage.table;

import io.armillaria.storage.chunk.ChunkId;
import io.armillaria.storage.chunk.ChunkKind;
import io.armillaria.storage.column.ColumnChunk;
import io.armillaria.storage.column.ColumnEncoder;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.column.VectorReader;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Writes sorted rows as leaves, not yet forced to disk, as the rows come. Not thread safe.
///
/// Leaves are cut by content ([CutRule]), so that equal rows give equal leaves wherever their
/// neighbours differ, and however they come in blocks. Hidden row ids differ where rows are equal,
/// so tables without a primary key are cut at the most rows.
public final class LeafWriter {
  private static final long MOST_PENDING = CutRule.MOST_BYTES + CutRule.MOST_BYTES / 4;

  private final Leaves leaves;
  private final List<Column> columns;
  private final List<Column> keyColumns;
  private final boolean packsFew;
  private final List<VectorBuilder> pending = new ArrayList<>();
  private final List<LeafRows> written = new ArrayList<>();
  private int rows;
  private long pendingBytes;
  private long bytes;

  /// @param packsFew whether few rows make a leaf that carries them itself
  public LeafWriter(
      Leaves leaves, List<Column> columns, List<Column> keyColumns, boolean packsFew) {
    this.leaves = leaves;
    this.columns = columns;
    this.keyColumns = keyColumns;
    this.packsFew = packsFew;
    columns.forEach(column -> pending.add(VectorBuilder.of(column.type().layout(), 64)));
  }

  /// Writes rows that are all there.
  ///
  /// @param block rows in ascending order of `keyColumns`
  public static List<LeafRows> write(Leaves leaves, RowBlock block, List<Column> keyColumns) {
    LeafWriter writer = new LeafWriter(leaves, block.columns(), keyColumns, false);
    writer.cut(block, true);
    return List.copyOf(writer.written);
  }

  /// Adds rows of the writer's columns, whose keys are above those of the rows before.
  public void append(RowBlock block) {
    for (int i = 0; i < pending.size(); i++) {
      pending.get(i).appendRange(block.vectors().get(i), 0, block.rows());
    }
    rows += block.rows();
    pendingBytes += RowBytes.of(block.vectors(), 0, block.rows());
    if (rows >= 2 * leaves.cutRule().most() || pendingBytes >= MOST_PENDING) {
      writePending(false);
    }
  }

  /// The size of the chunks written so far, those that were stored already included.
  public long bytes() {
    return bytes;
  }

  /// Writes what is left.
  ///
  /// @return all leaves, ascending by key
  public List<LeafRows> finish() {
    writePending(true);
    return List.copyOf(written);
  }

  /// Writes leaves while it is sure where they end, or all.
  private void writePending(boolean all) {
    List<ColumnVector> vectors = pending.stream().map(VectorBuilder::build).toList();
    int done = cut(new RowBlock(columns, vectors, rows), all);
    rows -= done;
    pendingBytes = RowBytes.of(vectors, done, rows);
    for (int i = 0; i < vectors.size(); i++) {
      pending.get(i).appendRange(vectors.get(i), done, rows);
    }
  }

  /// @return how many rows were written
  private int cut(RowBlock block, boolean all) {
    KeyReader keys =
        new KeyReader(
            keyColumns,
            column ->
                new VectorReader(
                    block.vectors().get(block.ordinalOfId(column.id())), block.rows()));
    int from = 0;
    while (from < block.rows()) {
      CutRule.Cut cut = leaves.cutRule().cut(block, keys, keyColumns, from);
      if (!all && !cut.whole()) {
        break;
      }
      boolean packed = packsFew && cut.end() - from <= PackedLeaf.MOST_ROWS;
      written.add(packed ? pack(block, from, cut.end()) : writeLeaf(block, keys, from, cut.end()));
      from = cut.end();
    }
    return from;
  }

  private LeafRows pack(RowBlock block, int from, int to) {
    RowBlock part = block.compact(IntStream.range(from, to).toArray());
    byte[] encoded = PackedLeaf.encode(part, keyColumns);
    bytes += encoded.length;
    ChunkId id = leaves.store().put(ChunkKind.LEAF, MemorySegment.ofArray(encoded));
    return leaves.intern(new LeafRows(leaves.store(), id, new InlineRows(part, keyColumns)));
  }

  private LeafRows writeLeaf(RowBlock block, KeyReader keys, int from, int to) {
    List<Leaf.Part> parts = new ArrayList<>();
    for (int i = 0; i < block.columns().size(); i++) {
      Column column = block.columns().get(i);
      byte[] chunk = ColumnEncoder.encode(column.type(), block.vectors().get(i), from, to - from);
      bytes += chunk.length;
      ChunkId id = leaves.store().put(ChunkKind.COLUMN, MemorySegment.ofArray(chunk));
      parts.add(
          new Leaf.Part(
              column.id(), column.type(), id, chunk.length, ColumnChunk.statistics(chunk)));
    }
    Leaf leaf = new Leaf(to - from, keys.keyAt(from), keys.keyAt(to - 1), parts);
    ChunkId id = leaves.store().put(ChunkKind.LEAF, MemorySegment.ofArray(leaf.encode()));
    return leaves.intern(new LeafRows(leaves.store(), id, leaf));
  }
}
