package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.CutRule;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.LeafBatch;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.Leaves;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/// Rows that a statement or a transaction adds to a table: the newest on the heap, and what is too
/// much for it in sorted leaves. Rows that come in the order of their keys are written as the
/// leaves that the commit will have. Not thread safe.
final class RowSpool {
  private final Leaves leaves;
  private final List<Column> columns;
  private final List<Column> keyColumns;
  private final long mostBytes;
  private final Function<byte[], RuntimeException> twice;
  private List<SpooledLeaf> spilled;
  private long leafRows;
  private DraftRows heap;
  private Optional<Spill> running = Optional.empty();

  /// A batch that is being written, and which of its rows replace one of the base.
  private record Spill(LeafBatch batch, RoaringBitmap replaces) {}

  /// @param mostBytes of rows on the heap
  /// @param twice gives what to throw for a key that two rows have
  RowSpool(
      Leaves leaves,
      List<Column> columns,
      List<Column> keyColumns,
      long mostBytes,
      Function<byte[], RuntimeException> twice) {
    this(
        leaves,
        columns,
        keyColumns,
        mostBytes,
        twice,
        List.of(),
        new DraftRows(columns, keyColumns));
  }

  private RowSpool(
      Leaves leaves,
      List<Column> columns,
      List<Column> keyColumns,
      long mostBytes,
      Function<byte[], RuntimeException> twice,
      List<SpooledLeaf> spilled,
      DraftRows heap) {
    this.leaves = leaves;
    this.columns = columns;
    this.keyColumns = keyColumns;
    this.mostBytes = mostBytes;
    this.twice = twice;
    this.spilled = spilled;
    this.leafRows = spilled.stream().mapToLong(leaf -> leaf.rows().rows()).sum();
    this.heap = heap;
  }

  /// The same rows under other columns.
  RowSpool under(List<Column> newColumns) {
    return new RowSpool(
        leaves, newColumns, keyColumns, mostBytes, twice, spilled(), heap.under(newColumns));
  }

  /// What was here when there were these leaves, and so many rows in that heap.
  RowSpool at(List<SpooledLeaf> leavesThen, DraftRows heapThen, int heapRows) {
    return new RowSpool(
        leaves,
        columns,
        keyColumns,
        mostBytes,
        twice,
        leavesThen,
        heapThen.rows() == heapRows ? heapThen : heapThen.prefix(heapRows));
  }

  List<Column> columns() {
    return columns;
  }

  /// The leaves so far, when all are written; the list stays as it is.
  List<SpooledLeaf> spilled() {
    finish();
    return spilled;
  }

  /// Rows in leaves and on the heap.
  long rows() {
    finish();
    return leafRows + heap.rows();
  }

  DraftRows heap() {
    return heap;
  }

  boolean isEmpty() {
    return heap.rows() == 0 && spilled.isEmpty() && running.isEmpty();
  }

  /// Adds rows.
  ///
  /// @param replaces which of them take the place of one of the base
  void append(List<ColumnVector> vectors, int count, RoaringBitmap replaces) {
    if (!replaces.isEmpty()) {
      heap.replaces().or(RoaringBitmap.addOffset(replaces, heap.rows()));
    }
    heap.append(vectors, 0, count);
  }

  /// Writes leaves when there are rows enough for some, or too many for the heap, unless some of
  /// them are dead.
  void spillIfLarge() {
    if (isLarge()) {
      spill(new RoaringBitmap());
    }
  }

  /// Rows that ascend may wait until one leaf is sure.
  boolean isLarge() {
    int most = leaves.cutRule().most();
    long bytes = heap.bytes();
    return heap.ascending()
        ? heap.rows() >= 2 * most
            || (bytes > mostBytes && (heap.rows() >= most || heap.leafBytes() > CutRule.MOST_BYTES))
        : bytes > mostBytes;
  }

  void add(SpooledLeaf leaf) {
    add(List.of(leaf));
  }

  void add(List<SpooledLeaf> more) {
    finish();
    if (!more.isEmpty()) {
      List<SpooledLeaf> all = new ArrayList<>(spilled);
      all.addAll(more);
      spilled = List.copyOf(all);
      more.forEach(leaf -> leafRows += leaf.rows().rows());
    }
  }

  /// Writes the rows of the heap, less some, as leaves. Where they ascend, the rows behind the last
  /// cut stay, for what may follow.
  void spill(RoaringBitmap without) {
    finish();
    boolean whole = heap.ascending() && without.isEmpty();
    int[] order = whole ? new int[0] : heap.order(without);
    RowBlock block = whole ? heap.block() : gather(heap.block(), order);
    RoaringBitmap replaces = whole ? heap.replaces() : permuted(heap.replaces(), order);
    if (!heap.ascending()) {
      checkDistinct(block);
    }
    boolean inOrder = heap.ascending() && followsAll(block);
    LeafBatch batch = LeafBatch.start(leaves, block, keyColumns, !inOrder);
    if (batch.rows() == 0) {
      batch = LeafBatch.start(leaves, block, keyColumns, true);
    }
    running = Optional.of(new Spill(batch, replaces));
    heap = new DraftRows(columns, keyColumns);
    int rest = block.rows() - batch.rows();
    if (rest > 0) {
      heap.append(block.vectors(), batch.rows(), rest);
      heap.replaces().or(part(replaces, batch.rows(), rest));
    }
    if (DraftMemory.isScarce()) {
      finish();
    }
  }

  /// Like [#spill], at once; a failure leaves everything as it was.
  void spillNow(RoaringBitmap without) {
    DraftRows before = heap;
    boolean done = false;
    try {
      spill(without);
      finish();
      done = true;
    } finally {
      if (!done) {
        heap = before;
      }
    }
  }

  /// Waits for the leaves that are being written.
  void finish() {
    if (running.isPresent()) {
      Spill spill = running.get();
      running = Optional.empty();
      List<SpooledLeaf> fresh = new ArrayList<>();
      int from = 0;
      for (LeafRows leaf : spill.batch().join()) {
        boolean whole = from + leaf.rows() < spill.batch().rows() || spill.batch().endsWhole();
        fresh.add(new SpooledLeaf(leaf, part(spill.replaces(), from, leaf.rows()), false, whole));
        from += leaf.rows();
      }
      add(fresh);
    }
  }

  /// Whether all rows ascend as they lie, first those in leaves.
  boolean ascends() {
    finish();
    for (int i = 1; i < spilled.size(); i++) {
      byte[] before = spilled.get(i - 1).rows().lastKey();
      if (Arrays.compareUnsigned(before, spilled.get(i).rows().firstKey()) >= 0) {
        return false;
      }
    }
    return heap.ascending() && followsAll(heap.block());
  }

  /// Rows that are next to each other in a leaf are not compared any more.
  private void checkDistinct(RowBlock block) {
    ColumnVector[] keys = RowOrder.keys(block, keyColumns);
    for (int row = 1; row < block.rows(); row++) {
      if (RowOrder.compare(keys, row - 1, keys, row) == 0) {
        throw twice.apply(KeyReader.of(block, keyColumns).keyAt(row));
      }
    }
  }

  private boolean followsAll(RowBlock block) {
    if (spilled.isEmpty() || block.rows() == 0) {
      return true;
    }
    KeyReader keys = KeyReader.of(block, keyColumns);
    return keys.compareAt(0, spilled.getLast().rows().lastKey()) > 0;
  }

  static RowBlock gather(RowBlock block, int[] order) {
    List<ColumnVector> vectors =
        block.vectors().stream().map(vector -> ColumnVectors.gather(vector, order)).toList();
    return new RowBlock(block.columns(), vectors, order.length);
  }

  /// Which places of the order have a row of the set.
  static RoaringBitmap permuted(RoaringBitmap rows, int[] order) {
    if (rows.isEmpty()) {
      return new RoaringBitmap();
    }
    int[] places = new int[order.length];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      if (rows.contains(order[i])) {
        places[count++] = i;
      }
    }
    return RoaringBitmap.bitmapOf(Arrays.copyOf(places, count));
  }

  /// Those of `count` rows from `from` on, counted from there.
  static RoaringBitmap part(RoaringBitmap rows, int from, int count) {
    if (rows.isEmpty()) {
      return new RoaringBitmap();
    }
    RoaringBitmap range = RoaringBitmap.bitmapOfRange(from, (long) from + count);
    range.and(rows);
    return RoaringBitmap.addOffset(range, -from);
  }
}
