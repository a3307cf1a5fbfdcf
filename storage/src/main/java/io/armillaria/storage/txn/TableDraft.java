package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSearch;
import io.armillaria.storage.table.Leaves;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/// One table as a transaction has changed it so far: the version it began with, which of its rows
/// are gone, the rows of its own, and the definition. Not thread safe.
///
/// Addresses: segments of the base come first, then the leaves of the draft's own, then windows of
/// [#WINDOW] rows of those on the heap. A row of the base is *replaced* when it is deleted and a
/// live row of the draft's own has its key.
final class TableDraft {
  static final int WINDOW = 1 << 16;

  private final TableHistory history;
  private Optional<TableVersion> base;
  private final Leaves leaves;
  private final long mostBytes;
  private Layout baseLayout;
  private LayoutSearch search;
  private String name;
  private TableSchema schema;
  private boolean dropped;
  private boolean truncated;
  private Masks deleted;
  private Masks replaced;
  private Masks heapDead;
  private RowSpool spool;
  private long revision;
  private Function<TableId, TableSnapshot> tables =
      table -> {
        throw new IllegalStateException("table " + table + " is not known here");
      };

  /// A draft of an existing table.
  TableDraft(TableVersion version, Layout layout, Leaves leaves, long mostBytes) {
    this(
        version.history(),
        Optional.of(version),
        layout,
        version.name(),
        version.schema(),
        leaves,
        mostBytes);
  }

  /// A draft of a new table.
  TableDraft(TableHistory history, String name, TableSchema schema, Leaves leaves, long mostBytes) {
    this(history, Optional.empty(), Layout.EMPTY, name, schema, leaves, mostBytes);
  }

  private TableDraft(
      TableHistory history,
      Optional<TableVersion> base,
      Layout layout,
      String name,
      TableSchema schema,
      Leaves leaves,
      long mostBytes) {
    this.history = history;
    this.base = base;
    this.name = name;
    this.schema = schema;
    this.leaves = leaves;
    this.mostBytes = mostBytes;
    reset(layout);
  }

  private void reset(Layout layout) {
    revision++;
    baseLayout = layout;
    search = null;
    deleted = new Masks();
    replaced = new Masks();
    heapDead = new Masks();
    spool = newSpool();
  }

  /// An empty place for rows of this table.
  RowSpool newSpool() {
    return new RowSpool(
        leaves,
        RowId.storedColumns(schema),
        RowId.keyColumns(schema),
        mostBytes,
        key -> KeyCheck.violation(this, key));
  }

  /// @param snapshots of the hidden tables of the table's indexes, as they are when it is called
  void indexedBy(Function<TableId, TableSnapshot> snapshots) {
    tables = snapshots;
  }

  TableHistory history() {
    return history;
  }

  Optional<TableVersion> base() {
    return base;
  }

  Layout baseLayout() {
    return baseLayout;
  }

  Leaves leaves() {
    return leaves;
  }

  String name() {
    return name;
  }

  TableSchema schema() {
    return schema;
  }

  boolean dropped() {
    return dropped;
  }

  boolean truncated() {
    return truncated;
  }

  /// Grows with every change of the draft.
  long revision() {
    return revision;
  }

  /// The rows of its own, dead ones too.
  RowSpool spool() {
    return spool;
  }

  /// Rows of the base, by its segments, that are gone or replaced; then dead rows of the own
  /// leaves.
  Masks deleted() {
    return deleted;
  }

  /// Rows of the base whose keys live rows of the draft's own have.
  Masks replaced() {
    return replaced;
  }

  /// The rows on the heap that are dead.
  RoaringBitmap heapDead() {
    RoaringBitmap all = new RoaringBitmap();
    for (int window : heapDead.segments()) {
      all.or(RoaringBitmap.addOffset(heapDead.of(window), (long) window * WINDOW));
    }
    return all;
  }

  void drop() {
    dropped = true;
    reset(Layout.EMPTY);
  }

  void truncate() {
    truncated = base.isPresent();
    reset(Layout.EMPTY);
  }

  void define(String newName, TableSchema newSchema) {
    revision++;
    List<Column> columns = RowId.storedColumns(newSchema);
    spool = spool.under(columns);
    name = newName;
    schema = newSchema;
  }

  /// Whether the draft does more than change rows.
  boolean changesTable() {
    return dropped
        || truncated
        || base.filter(b -> b.name().equals(name) && b.schema().equals(schema)).isEmpty();
  }

  /// Whether the draft deletes, replaces or adds the row of that key.
  boolean hasChanged(byte[] key) {
    if (snapshot().findOwn(key) >= 0) {
      return true;
    }
    long address = findInBase(key);
    return address >= 0 && isDeleted(address);
  }

  /// The same changes of rows on another base, which has every row that they replace or delete.
  TableDraft onto(TableVersion version, Layout layout) {
    TableDraft moved = new TableDraft(version, layout, leaves, mostBytes);
    moved.tables = tables;
    int first = baseLayout.segments().size();
    int newFirst = layout.segments().size();
    for (int segment : deleted.segments()) {
      RoaringBitmap rows = deleted.of(segment);
      if (segment >= first) {
        moved.deleted.addAll(newFirst + segment - first, rows);
        continue;
      }
      RoaringBitmap taken = replaced.of(segment);
      KeyReader keys =
          new KeyReader(
              RowId.keyColumns(schema), baseLayout.segments().get(segment).stored()::reader);
      rows.forEach(
          (int row) -> {
            long address = moved.findInBase(keys.keyAt(row));
            moved.deleted.add(address);
            if (taken.contains(row)) {
              moved.replaced.add(address);
            }
          });
    }
    moved.heapDead = new Masks(heapDead.freeze());
    moved.spool = spool.at(spool.spilled(), spool.heap(), spool.heap().rows());
    return moved;
  }

  /// Whether nothing is stored or written here, so that every key is free.
  boolean isEmpty() {
    return baseLayout.segments().isEmpty() && spool.isEmpty();
  }

  /// A schema with another key, and no rows.
  void redefine(TableSchema newSchema) {
    truncated = base.isPresent();
    schema = newSchema;
    reset(Layout.EMPTY);
  }

  boolean isOwn(long address) {
    return segment(address) >= baseLayout.segments().size();
  }

  /// Whether a row of the draft's own takes the place of one of the base.
  boolean replaces(long own) {
    int leaf = segment(own) - baseLayout.segments().size();
    List<SpooledLeaf> spilled = spool.spilled();
    return leaf < spilled.size()
        ? spilled.get(leaf).replaces().contains((int) own)
        : spool.heap().replaces().contains((leaf - spilled.size()) * WINDOW + (int) own);
  }

  private byte[] keyOf(long own) {
    List<Column> keyColumns = RowId.keyColumns(schema);
    int leaf = segment(own) - baseLayout.segments().size();
    List<SpooledLeaf> spilled = spool.spilled();
    return leaf < spilled.size()
        ? new KeyReader(keyColumns, spilled.get(leaf).rows()::reader).keyAt((int) own)
        : spool.heap().keys().keyAt((leaf - spilled.size()) * WINDOW + (int) own);
  }

  boolean isDeleted(long baseAddress) {
    return deleted.contains(baseAddress);
  }

  /// The row of the base with that key, whether or not this transaction has deleted it; or -1.
  long findInBase(byte[] key) {
    if (baseLayout.segments().isEmpty()) {
      return -1;
    }
    if (search == null) {
      search = new LayoutSearch(baseLayout, RowId.keyColumns(schema));
    }
    return search.find(key);
  }

  DraftSnapshot snapshot() {
    Map<TableId, TableSnapshot> indexes = new HashMap<>();
    schema.allIndexes().forEach(index -> indexes.put(index.table(), tables.apply(index.table())));
    return new DraftSnapshot(
        history.id(),
        name,
        schema,
        baseLayout,
        deleted.freeze(),
        heapDead.freeze(),
        spool,
        indexes);
  }

  /// Puts a statement into effect, whose keys have been checked.
  void apply(StatementRows statement) {
    revision++;
    for (int segment : statement.removed().segments()) {
      statement.removed().of(segment).forEach((int row) -> remove((long) segment << 32 | row));
    }
    for (int segment : statement.superseded().segments()) {
      RoaringBitmap rows = statement.superseded().of(segment);
      if (segment < baseLayout.segments().size()) {
        deleted.addAll(segment, rows);
        replaced.addAll(segment, rows);
      } else {
        rows.forEach((int row) -> kill((long) segment << 32 | row));
      }
    }
    KeyClaims claims = statement.claims();
    for (int segment : claims.claimed().segments()) {
      replaced.addAll(segment, claims.claimed().of(segment));
    }
    for (int segment : claims.restored().segments()) {
      claims.restored().of(segment).forEach((int row) -> restore((long) segment << 32 | row));
    }
    add(statement.rows(), claims);
  }

  /// Writes rows to the chunk store if there are too many on the heap, before a statement begins:
  /// rows get other addresses. If that fails, nothing is different.
  void makeRoom() {
    if (spool.isLarge()) {
      spool.spillNow(heapDead());
      heapDead = new Masks();
      revision++;
    }
  }

  private void remove(long address) {
    if (!isOwn(address)) {
      deleted.add(address);
      return;
    }
    if (replaces(address)) {
      replaced.remove(findInBase(keyOf(address)));
    }
    kill(address);
  }

  private void kill(long own) {
    int window = segment(own) - baseLayout.segments().size() - spool.spilled().size();
    if (window < 0) {
      deleted.add(own);
    } else {
      heapDead.add((long) window << 32 | (int) own);
    }
  }

  private void restore(long baseAddress) {
    deleted.remove(baseAddress);
    replaced.remove(baseAddress);
  }

  private void add(RowSpool fresh, KeyClaims claims) {
    int first = baseLayout.segments().size() + spool.spilled().size();
    spool.add(fresh.spilled());
    for (int leaf : claims.deadInLeaves().segments()) {
      deleted.addAll(first + leaf, claims.deadInLeaves().of(leaf));
    }
    DraftRows heap = fresh.heap();
    RowBlock block = heap.block();
    if (claims.deadOnHeap().isEmpty()) {
      if (block.rows() > 0) {
        spool.append(block.vectors(), block.rows(), heap.replaces());
      }
    } else {
      RoaringBitmap live = RoaringBitmap.flip(claims.deadOnHeap(), 0L, block.rows());
      int[] rows = live.toArray();
      List<ColumnVector> vectors = RowSpool.gather(block, rows).vectors();
      spool.append(vectors, rows.length, RowSpool.permuted(heap.replaces(), rows));
    }
  }

  private static int segment(long address) {
    return (int) (address >>> 32);
  }

  /// What [#restore] needs to come back to now.
  Mark mark() {
    return new Mark(
        base,
        baseLayout,
        name,
        schema,
        dropped,
        truncated,
        deleted.freeze(),
        replaced.freeze(),
        heapDead.freeze(),
        spool,
        spool.spilled(),
        spool.heap(),
        spool.heap().rows());
  }

  void restore(Mark mark) {
    revision++;
    base = mark.base();
    baseLayout = mark.layout();
    search = null;
    name = mark.name();
    schema = mark.schema();
    dropped = mark.dropped();
    truncated = mark.truncated();
    deleted = new Masks(mark.deleted());
    replaced = new Masks(mark.replaced());
    heapDead = new Masks(mark.heapDead());
    spool = mark.spool().at(mark.spilled(), mark.heap(), mark.heapRows());
  }

  record Mark(
      Optional<TableVersion> base,
      Layout layout,
      String name,
      TableSchema schema,
      boolean dropped,
      boolean truncated,
      Masks.Frozen deleted,
      Masks.Frozen replaced,
      Masks.Frozen heapDead,
      RowSpool spool,
      List<SpooledLeaf> spilled,
      DraftRows heap,
      int heapRows) {}
}
