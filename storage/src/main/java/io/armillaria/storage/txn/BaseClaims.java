package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnReader;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.ColumnVectors;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.RowOrder;
import io.armillaria.storage.table.SortedRows;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.agrona.collections.LongArrayList;
import org.roaringbitmap.RoaringBitmap;

/// Finds the rows of the base whose keys a statement's new rows have. One that is there still is a
/// violation; one that went is claimed, and comes back where the new row is the same.
final class BaseClaims {
  /// More rows are joined with the base rather than looked up.
  private static final int FEW = 1 << 12;

  private final TableDraft draft;
  private final DraftSnapshot base;
  private final StatementRows statement;
  private final boolean onlyReplacing;
  private final List<Column> keyColumns;
  private final List<LayoutSegment> segments;

  /// @param onlyReplacing look at those rows only which are known to replace one of the base
  BaseClaims(TableDraft draft, DraftSnapshot base, StatementRows statement, boolean onlyReplacing) {
    this.draft = draft;
    this.base = base;
    this.statement = statement;
    this.onlyReplacing = onlyReplacing;
    this.keyColumns = RowId.keyColumns(draft.schema());
    this.segments = draft.baseLayout().segments();
  }

  /// @throws io.armillaria.storage.failure.DatabaseException UniqueViolation
  void run() {
    if (segments.isEmpty()) {
      return;
    }
    RowSpool rows = statement.rows();
    for (int i = 0; i < rows.spilled().size(); i++) {
      SpooledLeaf leaf = rows.spilled().get(i);
      int index = i;
      SortedRows stored = leaf.rows();
      new Part(leaf.replaces(), stored::reader) {
        @Override
        void drop(int row) {
          statement.claims().deadInLeaves().add((long) index << 32 | row);
        }
      }.join(keys(stored), stored.rows(), stored.firstKey(), stored.lastKey(), null);
    }
    DraftRows heap = rows.heap();
    if (heap.rows() > 0) {
      heap(heap);
    }
  }

  private void heap(DraftRows heap) {
    RowBlock block = heap.block();
    Part part =
        new Part(heap.replaces(), block::reader) {
          @Override
          void drop(int row) {
            statement.claims().deadOnHeap().add(row);
          }
        };
    KeyReader reader = heap.keys();
    if (heap.rows() <= FEW) {
      if (!(heap.rows() > 16 && heap.ascending() && isBeyondAll(reader.keyAt(0)))) {
        part.lookUp(reader, heap.rows());
      }
      return;
    }
    int[] order = heap.order(new RoaringBitmap());
    ColumnVector[] keys = RowOrder.keys(RowSpool.gather(block.only(keyColumns), order), keyColumns);
    part.join(
        keys, order.length, reader.keyAt(order[0]), reader.keyAt(order[order.length - 1]), order);
  }

  private boolean isBeyondAll(byte[] key) {
    return segments.stream()
        .allMatch(segment -> Arrays.compareUnsigned(segment.stored().lastKey(), key) < 0);
  }

  private ColumnVector[] keys(SortedRows rows) {
    return keyColumns.stream()
        .map(
            column ->
                ColumnVectors.read(rows.reader(column), column.type().layout(), 0, rows.rows()))
        .toArray(ColumnVector[]::new);
  }

  /// Some of the statement's rows.
  private abstract class Part {
    private final RoaringBitmap replaces;
    private final AddressedRows own;
    private final LongArrayList rows = new LongArrayList();
    private final LongArrayList addresses = new LongArrayList();

    Part(RoaringBitmap replaces, Function<Column, ColumnReader> reader) {
      this.replaces = replaces;
      this.own =
          new AddressedRows((segment, column) -> reader.apply(column), draft.spool().columns());
    }

    /// The row is not needed: the base's is the same.
    abstract void drop(int row);

    void lookUp(KeyReader keys, int count) {
      for (int row = 0; row < count; row++) {
        if (!onlyReplacing || replaces.contains(row)) {
          byte[] key = keys.keyAt(row);
          long address = draft.findInBase(key);
          if (address >= 0) {
            found(row, address, key);
          }
        }
      }
      claim();
    }

    /// @param order the row that each place of the keys belongs to; null when it is the same
    void join(ColumnVector[] keys, int count, byte[] first, byte[] last, int[] order) {
      if (onlyReplacing && replaces.isEmpty()) {
        return;
      }
      for (int i = 0; i < segments.size(); i++) {
        LayoutSegment segment = segments.get(i);
        SortedRows stored = segment.stored();
        if (Arrays.compareUnsigned(first, stored.lastKey()) > 0
            || Arrays.compareUnsigned(last, stored.firstKey()) < 0) {
          continue;
        }
        long base = (long) i << 32;
        SortedJoin.run(
            keys,
            count,
            keys(stored),
            stored.rows(),
            (place, baseRow) -> {
              int row = order == null ? place : order[place];
              if (!segment.deleted().contains(baseRow)
                  && (!onlyReplacing || replaces.contains(row))) {
                found(row, base | baseRow, null);
              }
            });
        claim();
      }
    }

    private void found(int row, long address, byte[] key) {
      if (!draft.isDeleted(address) && !statement.takes(address)) {
        throw KeyCheck.violation(draft, key != null ? key : keyAt(address));
      }
      rows.addLong(row);
      addresses.addLong(address);
    }

    private byte[] keyAt(long address) {
      SortedRows stored = segments.get((int) (address >>> 32)).stored();
      return new KeyReader(keyColumns, stored::reader).keyAt((int) address);
    }

    private void claim() {
      int count = rows.size();
      if (count == 0) {
        return;
      }
      long[] mine = rows.toLongArray();
      long[] theirs = addresses.toLongArray();
      boolean[] same = same(mine, theirs, count);
      for (int i = 0; i < count; i++) {
        if (same[i]) {
          statement.claims().restored().add(theirs[i]);
          drop((int) mine[i]);
        } else {
          statement.claims().claimed().add(theirs[i]);
          replaces.add((int) mine[i]);
        }
      }
      rows.clear();
      addresses.clear();
    }

    private boolean[] same(long[] mine, long[] theirs, int count) {
      boolean[] same = new boolean[count];
      Arrays.fill(same, true);
      AddressedRows old = new AddressedRows(base, draft.spool().columns());
      for (int i = 0; i < draft.spool().columns().size(); i++) {
        SameValues.keep(same, own.column(mine, count, i), old.column(theirs, count, i), count);
      }
      return same;
    }
  }
}
