package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.InlineRows;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowCounts;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.RowMerge;
import io.armillaria.storage.table.SortedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// Turns a draft into the change that its commit records, writing leaves where it is large.
final class ChangeBuilder {
  /// Changes up to this size travel in the log; larger ones go to the chunk store.
  static final long INLINE_BYTES = 24 << 10;

  private static final RoaringBitmap NONE = new RoaringBitmap();

  private final History history;
  private final TableDraft draft;
  private final List<Column> keyColumns;

  ChangeBuilder(History history, TableDraft draft) {
    this.history = history;
    this.draft = draft;
    this.keyColumns = RowId.keyColumns(draft.schema());
  }

  /// @param layout how the table lies after the change when its base is still the head
  record Built(Change change, Layout layout) {}

  /// The change, or empty when the draft ends where it began.
  Optional<Built> build() {
    boolean created = draft.base().isEmpty();
    if (draft.dropped()) {
      return created ? Optional.empty() : Optional.of(new Built(dropped(), Layout.EMPTY));
    }
    int baseSegments = draft.baseLayout().segments().size();
    long gone = -draft.replaced().rows();
    long deadInLeaves = 0;
    for (int segment : draft.deleted().segments()) {
      int rows = draft.deleted().of(segment).getCardinality();
      gone += segment < baseSegments ? rows : 0;
      deadInLeaves += segment < baseSegments ? 0 : rows;
    }
    RoaringBitmap heapDead = draft.heapDead();
    long rows = draft.spool().rows() - deadInLeaves - heapDead.getLongCardinality();
    long before = draft.truncated() ? draft.base().map(this::liveRows).orElse(0L) : 0;
    Optional<Change.Definition> definition = definition();
    if (rows == 0 && gone == 0 && before == 0 && definition.isEmpty()) {
      return Optional.empty();
    }
    List<Change.Upserts> upserts = rows == 0 ? List.of() : upserts(heapDead);
    List<SortedRows> deletes = gone == 0 ? List.of() : deletes();
    long updated = draft.replaced().rows();
    RowCounts counts = new RowCounts(rows - updated, updated, gone + before);
    Change change =
        new Change(
            draft.history().id(),
            definition,
            created,
            false,
            draft.truncated() && (before > 0 || definition.isPresent()),
            counts,
            deletes,
            upserts);
    return Optional.of(new Built(change, layout(upserts)));
  }

  /// The name and schema, unless they are what they were.
  private Optional<Change.Definition> definition() {
    boolean same =
        draft
            .base()
            .filter(base -> base.name().equals(draft.name()))
            .filter(base -> base.schema().equals(draft.schema()))
            .isPresent();
    return same
        ? Optional.empty()
        : Optional.of(new Change.Definition(draft.name(), draft.schema()));
  }

  private Change dropped() {
    long before = draft.base().map(this::liveRows).orElse(0L);
    return new Change(
        draft.history().id(),
        Optional.empty(),
        false,
        true,
        false,
        new RowCounts(0, 0, before),
        List.of(),
        List.of());
  }

  private long liveRows(TableVersion version) {
    return history.layout(version).liveRows();
  }

  private List<Change.Upserts> upserts(RoaringBitmap heapDead) {
    RowSpool spool = draft.spool();
    DraftRows heap = spool.heap();
    int[] order = heap.order(heapDead);
    RowBlock sorted =
        order.length == heap.rows() && heap.ascending()
            ? heap.block()
            : RowSpool.gather(heap.block(), order);
    RoaringBitmap replaces = RowSpool.permuted(heap.replaces(), order);
    if (spool.spilled().isEmpty() && bytes(sorted) <= INLINE_BYTES) {
      InlineRows inline = new InlineRows(sorted.compact(identity(order.length)), keyColumns);
      return List.of(new Change.Upserts(inline, replaces));
    }
    List<RowMerge.Input> inputs = new ArrayList<>();
    int first = draft.baseLayout().segments().size();
    for (int i = 0; i < spool.spilled().size(); i++) {
      SpooledLeaf leaf = spool.spilled().get(i);
      inputs.add(new RowMerge.Input(leaf.rows(), draft.deleted().of(first + i), leaf));
    }
    if (order.length > 0) {
      SpooledHeap tag = new SpooledHeap(replaces);
      inputs.add(new RowMerge.Input(new InlineRows(sorted, keyColumns), NONE, tag));
    }
    return new LeafSink(history.leaves(), spool.columns(), keyColumns).merge(inputs);
  }

  /// @param replaces which of the rows on the heap, as sorted, take the place of one of the base
  record SpooledHeap(RoaringBitmap replaces) {}

  private static int[] identity(int rows) {
    int[] order = new int[rows];
    java.util.Arrays.setAll(order, row -> row);
    return order;
  }

  /// The keys of the rows of the base that are gone for good.
  private List<SortedRows> deletes() {
    List<RowMerge.Input> inputs = new ArrayList<>();
    for (int i : draft.deleted().segments()) {
      if (i >= draft.baseLayout().segments().size()) {
        continue;
      }
      RoaringBitmap gone = RoaringBitmap.andNot(draft.deleted().of(i), draft.replaced().of(i));
      if (!gone.isEmpty()) {
        SortedRows stored = draft.baseLayout().segments().get(i).stored();
        RoaringBitmap skip = RoaringBitmap.flip(gone, 0L, stored.rows());
        inputs.add(new RowMerge.Input(stored, skip, new SpooledHeap(NONE)));
      }
    }
    return new LeafSink(history.leaves(), keyColumns, keyColumns).mergeRows(inputs);
  }

  private Layout layout(List<Change.Upserts> upserts) {
    Layout.Editor editor = draft.baseLayout().edit();
    for (int i : draft.deleted().segments()) {
      if (i < draft.baseLayout().segments().size()) {
        editor.delete(i, draft.deleted().of(i));
      }
    }
    upserts.forEach(u -> editor.append(u.rows()));
    return editor.build();
  }

  /// What the rows take in a change, about.
  static long bytes(RowBlock block) {
    long total = 0;
    for (ColumnVector vector : block.vectors()) {
      if (vector instanceof BytesVector bytes) {
        for (int row = 0; row < block.rows(); row++) {
          total += bytes.lengths()[row] + 1L;
        }
      } else {
        total += 4L * block.rows();
      }
    }
    return total;
  }
}
