package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.VectorBuilder;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.CutRule;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeyTexts;
import io.armillaria.storage.table.Leaf;
import io.armillaria.storage.table.LeafBatch;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.Leaves;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowBytes;
import io.armillaria.storage.table.RowMerge;
import io.armillaria.storage.table.SortedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// Writes merged rows as leaves cut by content. A leaf that stands alone and ends at a cut is taken
/// as it is.
final class LeafSink implements RowMerge.Sink {
  private final Leaves leaves;
  private final List<Column> columns;
  private final List<Column> keyColumns;
  private final List<VectorBuilder> builders = new ArrayList<>();
  private final List<Change.Upserts> written = new ArrayList<>();
  private RoaringBitmap replaces = new RoaringBitmap();
  private int rows;
  private long bytes;
  private Optional<Batch> running = Optional.empty();

  private record Batch(LeafBatch leaves, RoaringBitmap replaces) {}

  LeafSink(Leaves leaves, List<Column> columns, List<Column> keyColumns) {
    this.leaves = leaves;
    this.columns = columns;
    this.keyColumns = keyColumns;
    columns.forEach(column -> builders.add(VectorBuilder.of(column.type().layout(), 8)));
  }

  /// Leaves of all rows, in order.
  List<Change.Upserts> merge(List<RowMerge.Input> inputs) {
    new RowMerge(columns, keyColumns, inputs, this).run();
    cut(true);
    join();
    return written;
  }

  /// The rows in leaves, or few of them without.
  List<SortedRows> mergeRows(List<RowMerge.Input> inputs) {
    new RowMerge(columns, keyColumns, inputs, this).run();
    if (written.isEmpty() && running.isEmpty() && rows > 0) {
      RowBlock block = block();
      if (ChangeBuilder.bytes(block) <= ChangeBuilder.INLINE_BYTES) {
        return List.of(new InlineRows(block, keyColumns));
      }
      append(block, 0);
    }
    cut(true);
    join();
    return written.stream().map(Change.Upserts::rows).toList();
  }

  @Override
  public boolean take(RowMerge.Input input, boolean last) {
    if (!(input.tag() instanceof SpooledLeaf leaf)
        || !input.skip().isEmpty()
        || !hasTheseColumns(leaf.rows())) {
      return false;
    }
    boolean ends = last || leaf.whole();
    if (!ends || (rows > 0 && !leaf.aligned())) {
      return false;
    }
    cut(true);
    join();
    written.add(new Change.Upserts(leaf.rows(), leaf.replaces()));
    return true;
  }

  private boolean hasTheseColumns(LeafRows leaf) {
    List<Leaf.Part> parts = leaf.leaf().parts();
    return parts.stream()
        .map(Leaf.Part::columnId)
        .toList()
        .equals(columns.stream().map(Column::id).toList());
  }

  @Override
  public void rows(RowMerge.Input input, int row, ColumnVector[] vectors, int from, int count) {
    RoaringBitmap of =
        switch (input.tag()) {
          case SpooledLeaf leaf -> leaf.replaces();
          case ChangeBuilder.SpooledHeap heap -> heap.replaces();
          default -> throw new IllegalArgumentException(input.tag().toString());
        };
    for (int i = row; i < row + count && !of.isEmpty(); i++) {
      if (of.contains(i)) {
        replaces.add(rows + i - row);
      }
    }
    for (int i = 0; i < vectors.length; i++) {
      builders.get(i).appendRange(vectors[i], from, count);
    }
    rows += count;
    bytes += RowBytes.of(List.of(vectors), from, count);
    int most = leaves.cutRule().most();
    if (rows >= most + most / 2 || bytes >= CutRule.MOST_BYTES + CutRule.MOST_BYTES / 4) {
      cut(false);
    }
  }

  @Override
  public void same(RowMerge.Input input, int row, RowMerge.Input other, int otherRow) {
    byte[] key = new KeyReader(keyColumns, input.rows()::reader).keyAt(row);
    throw new Failure.Internal(
            "Two rows of a change have the key " + KeyTexts.text(keyColumns, key) + ".")
        .raise();
  }

  private RowBlock block() {
    List<ColumnVector> vectors = builders.stream().map(VectorBuilder::build).toList();
    RowBlock block = new RowBlock(columns, vectors, rows);
    rows = 0;
    bytes = 0;
    return block;
  }

  private void append(RowBlock block, int from) {
    for (int i = 0; i < builders.size(); i++) {
      builders.get(i).appendRange(block.vectors().get(i), from, block.rows() - from);
    }
    rows += block.rows() - from;
    bytes += RowBytes.of(block.vectors(), from, block.rows() - from);
  }

  /// Writes the leaves of the rows collected.
  ///
  /// @param all also those behind the last cut
  private void cut(boolean all) {
    if (rows == 0) {
      return;
    }
    join();
    RowBlock block = block();
    LeafBatch batch = LeafBatch.start(leaves, block, keyColumns, all);
    running = Optional.of(new Batch(batch, replaces));
    replaces = RowSpool.part(replaces, batch.rows(), block.rows() - batch.rows());
    append(block, batch.rows());
    if (DraftMemory.isScarce()) {
      join();
    }
  }

  private void join() {
    if (running.isPresent()) {
      Batch batch = running.get();
      running = Optional.empty();
      int from = 0;
      for (LeafRows leaf : batch.leaves().join()) {
        RoaringBitmap part = RowSpool.part(batch.replaces(), from, leaf.rows());
        written.add(new Change.Upserts(leaf, part));
        from += leaf.rows();
      }
    }
  }
}
