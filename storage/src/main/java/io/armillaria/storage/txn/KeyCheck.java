package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.index.IndexShape;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.RowMerge;
import io.armillaria.storage.table.RowOrder;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/// Checks that the rows a statement adds have keys that no other of its rows, and no other row of
/// the transaction's own, has. A few are looked up; many are merged with the others in one pass.
final class KeyCheck {
  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final TableDraft draft;
  private final DraftSnapshot base;
  private final StatementRows statement;
  private final TableSchema schema;
  private final List<Column> keyColumns;

  /// @param base as the statement found the table
  KeyCheck(TableDraft draft, DraftSnapshot base, StatementRows statement) {
    this.draft = draft;
    this.base = base;
    this.statement = statement;
    this.schema = draft.schema();
    this.keyColumns = RowId.keyColumns(schema);
  }

  /// @throws io.armillaria.storage.failure.DatabaseException UniqueViolation
  void run() {
    RowSpool rows = statement.rows();
    boolean manyRows = !rows.spilled().isEmpty();
    if (manyRows) {
      checkDistinct(rows.heap());
      merge();
    } else if (rows.heap().rows() > 0) {
      checkDistinct(rows.heap());
      if (!draft.spool().isEmpty()) {
        lookUp(rows.heap());
      }
    }
  }

  private void checkDistinct(DraftRows heap) {
    if (!heap.ascending()) {
      int[] order = heap.order(NONE);
      ColumnVector[] keys = heap.keyVectors();
      for (int i = 1; i < order.length; i++) {
        if (RowOrder.compare(keys, order[i - 1], keys, order[i]) == 0) {
          throw violation(heap.keys().keyAt(order[i]));
        }
      }
    }
  }

  private void lookUp(DraftRows heap) {
    KeyReader keys = heap.keys();
    for (int row = 0; row < heap.rows(); row++) {
      byte[] key = keys.keyAt(row);
      long own = base.findOwn(key);
      if (own >= 0 && !statement.takes(own)) {
        throw violation(key);
      }
    }
  }

  private void merge() {
    List<RowMerge.Input> inputs = new ArrayList<>();
    for (SpooledLeaf leaf : statement.rows().spilled()) {
      inputs.add(new RowMerge.Input(leaf.rows(), NONE, leaf));
    }
    addHeap(inputs, statement.rows().heap(), NONE);
    int first = draft.baseLayout().segments().size();
    List<SpooledLeaf> own = draft.spool().spilled();
    for (int i = 0; i < own.size(); i++) {
      RoaringBitmap skip = RoaringBitmap.or(draft.deleted().of(first + i), taken(first + i));
      inputs.add(new RowMerge.Input(own.get(i).rows(), skip, own.get(i)));
    }
    RoaringBitmap skip = draft.heapDead();
    DraftRows heap = draft.spool().heap();
    for (int from = 0; from < heap.rows(); from += TableDraft.WINDOW) {
      int window = first + own.size() + from / TableDraft.WINDOW;
      skip.or(RoaringBitmap.addOffset(taken(window), from));
    }
    addHeap(inputs, heap, skip);
    new RowMerge(keyColumns, keyColumns, inputs, new Duplicates()).run();
  }

  private RoaringBitmap taken(int segment) {
    return RoaringBitmap.or(statement.removed().of(segment), statement.superseded().of(segment));
  }

  private void addHeap(List<RowMerge.Input> inputs, DraftRows heap, RoaringBitmap skip) {
    int[] order = heap.order(skip);
    if (order.length > 0) {
      RowBlock block = RowSpool.gather(heap.block().only(keyColumns), order);
      inputs.add(new RowMerge.Input(new InlineRows(block, keyColumns), NONE, heap));
    }
  }

  private RuntimeException violation(byte[] key) {
    return violation(draft, key);
  }

  static RuntimeException violation(TableDraft draft, byte[] key) {
    TableSchema schema = draft.schema();
    return new Failure.UniqueViolation(
            draft.name(), schema.primaryKeyName(), IndexShape.keyText(schema, key))
        .raise();
  }

  /// Takes leaves that are apart from the others without reading them.
  private final class Duplicates implements RowMerge.Sink {
    @Override
    public boolean take(RowMerge.Input input, boolean last) {
      return true;
    }

    @Override
    public void rows(RowMerge.Input input, int row, ColumnVector[] vectors, int from, int count) {}

    @Override
    public void same(RowMerge.Input input, int row, RowMerge.Input other, int otherRow) {
      throw violation(new KeyReader(keyColumns, input.rows()::reader).keyAt(row));
    }
  }
}
