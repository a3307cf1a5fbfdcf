package io.armillaria.storage.txn;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.Leaf;
import io.armillaria.storage.table.LeafBatch;
import io.armillaria.storage.table.LeafRows;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowBytes;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.Int2ObjectHashMap;
import org.roaringbitmap.RoaringBitmap;

/// The rows that a statement updates or deletes. New values wait by segment until a segment is
/// done: rows that stay as they are are left out, a whole segment becomes a leaf that shares the
/// columns which did not change, and of other rows these columns are read together.
final class UpdatedRows {
  /// Rows that may wait.
  private static final int MOST_WAITING = 4 * TableDraft.WINDOW;

  private final TableDraft draft;
  private final DraftSnapshot base;
  private final StatementRows statement;
  private final RowChecks checks;
  private final WriteEffects effects;
  private final List<Column> keyColumns;
  private final List<Column> stored;
  private final List<Column> reported;
  private final Masks touched = new Masks();
  private final Int2ObjectHashMap<SegmentUpdates> waiting = new Int2ObjectHashMap<>();
  private List<Column> set = List.of();
  private int rowsWaiting;
  private long bytesWaiting;
  private boolean mayRestore;

  UpdatedRows(
      TableDraft draft,
      DraftSnapshot base,
      StatementRows statement,
      RowChecks checks,
      WriteEffects effects) {
    this.draft = draft;
    this.base = base;
    this.statement = statement;
    this.checks = checks;
    this.effects = effects;
    this.keyColumns = RowId.keyColumns(draft.schema());
    this.stored = statement.rows().columns();
    this.reported = new ArrayList<>(keyColumns);
    effects.columns().stream().filter(c -> !reported.contains(c)).forEach(reported::add);
  }

  /// Whether rows that replace some of the base changed once more, perhaps back.
  boolean mayRestore() {
    return mayRestore;
  }

  void update(long[] addresses, int count, List<Column> columns, ColumnVector[] values) {
    if (!columns.equals(set)) {
      finish();
      set = columns;
    }
    for (int row = 0; row < count; row++) {
      if (!touched.add(addresses[row])) {
        throw new Failure.Cardinality("An UPDATE gives one row of " + base.name() + " two values.")
            .raise();
      }
    }
    for (int from = 0; from < count; ) {
      int segment = (int) (addresses[from] >>> 32);
      int to = from + 1;
      while (to < count && (int) (addresses[to] >>> 32) == segment) {
        to++;
      }
      SegmentUpdates updates = waiting.get(segment);
      if (updates == null) {
        updates = new SegmentUpdates(segment, columns);
        waiting.put(segment, updates);
      }
      updates.append(addresses, values, from, to);
      rowsWaiting += to - from;
      from = to;
    }
    bytesWaiting += RowBytes.of(List.of(values), 0, count);
    if (rowsWaiting >= MOST_WAITING || bytesWaiting >= DraftMemory.bytes() / 2) {
      finish();
    }
  }

  void delete(long[] addresses, int count) {
    long[] fresh = new long[count];
    int rows = 0;
    for (int row = 0; row < count; row++) {
      if (touched.add(addresses[row])) {
        statement.removed().add(addresses[row]);
        fresh[rows++] = addresses[row];
      }
    }
    if (effects != WriteEffects.NONE && rows > 0) {
      effects.deleted(new AddressedRows(base, reported).read(fresh, rows));
    }
  }

  /// Deals with all that wait.
  void finish() {
    int[] segments = waiting.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    for (int segment : segments) {
      seal(waiting.remove(segment));
    }
    rowsWaiting = 0;
    bytesWaiting = 0;
  }

  private void seal(SegmentUpdates updates) {
    SegmentUpdates.Sorted sorted = updates.sorted();
    int[] changed = changed(sorted);
    if (changed.length == 0) {
      return;
    }
    boolean all = changed.length == sorted.values().rows();
    long[] addresses = Arrays.copyOf(sorted.addresses(), sorted.values().rows());
    RowBlock values = sorted.values();
    if (!all) {
      addresses = Arrays.stream(changed).mapToLong(row -> sorted.addresses()[row]).toArray();
      values = RowSpool.gather(values, changed);
    }
    boolean moves = set.stream().anyMatch(keyColumns::contains);
    Masks gone = moves ? statement.removed() : statement.superseded();
    for (long address : addresses) {
      gone.add(address);
    }
    RoaringBitmap replaces = moves ? new RoaringBitmap() : replaces(addresses);
    Segment segment = base.segments().get(updates.segment());
    boolean whole = !moves && addresses.length == segment.rows();
    boolean shared = whole && isShareable(segment);
    boolean hasChecks = draft.schema().hasChecks();
    if (!shared || hasChecks || effects != WriteEffects.NONE) {
      RowBlock after = complete(addresses, values);
      if (hasChecks) {
        checks.check(base.name(), draft.schema(), after);
      }
      if (effects != WriteEffects.NONE) {
        effects.updated(new AddressedRows(base, reported).read(addresses, addresses.length), after);
      }
      if (!shared) {
        statement.rows().append(after.vectors(), after.rows(), replaces);
        statement.rows().spillIfLarge();
      }
    }
    if (shared) {
      LeafRows old = (LeafRows) ((LayoutSegment) segment).stored();
      LeafRows leaf = LeafBatch.rewrite(draft.leaves(), old, values);
      statement.rows().add(new SpooledLeaf(leaf, replaces, true, true));
    }
  }

  /// The rows that are not given the values they have.
  private int[] changed(SegmentUpdates.Sorted sorted) {
    int rows = sorted.values().rows();
    boolean[] same = new boolean[rows];
    Arrays.fill(same, true);
    AddressedRows old = new AddressedRows(base, set);
    for (int i = 0; i < set.size(); i++) {
      SameValues.keep(
          same, sorted.values().vectors().get(i), old.column(sorted.addresses(), rows, i), rows);
    }
    int[] changed = new int[rows];
    int count = 0;
    for (int row = 0; row < rows; row++) {
      if (!same[row]) {
        changed[count++] = row;
      }
    }
    return Arrays.copyOf(changed, count);
  }

  private RoaringBitmap replaces(long[] addresses) {
    if (!draft.isOwn(addresses[0])) {
      return RoaringBitmap.bitmapOfRange(0, addresses.length);
    }
    RoaringBitmap replaces = new RoaringBitmap();
    for (int row = 0; row < addresses.length; row++) {
      if (draft.replaces(addresses[row])) {
        replaces.add(row);
        mayRestore = true;
      }
    }
    return replaces;
  }

  /// Whether a leaf has the columns of today, so that a new one can have all but some of them.
  private boolean isShareable(Segment segment) {
    return segment.deleted().isEmpty()
        && segment instanceof LayoutSegment layout
        && layout.stored() instanceof LeafRows leaf
        && leaf.leaf().parts().stream()
            .map(Leaf.Part::columnId)
            .toList()
            .equals(stored.stream().map(Column::id).toList());
  }

  private RowBlock complete(long[] addresses, RowBlock values) {
    AddressedRows old = new AddressedRows(base, stored);
    List<ColumnVector> vectors = new ArrayList<>(stored.size());
    for (int i = 0; i < stored.size(); i++) {
      int ordinal = values.ordinalOfId(stored.get(i).id());
      vectors.add(
          ordinal >= 0
              ? values.vectors().get(ordinal)
              : old.column(addresses, addresses.length, i));
    }
    return new RowBlock(stored, vectors, addresses.length);
  }
}
