package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSearch;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/// One table as a transaction has changed it so far: the version it began with, which of its rows
/// are gone, the rows of its own, and the definition. Not thread safe.
///
/// Addresses: segments of the base come first, then windows of [#WINDOW] rows of the draft's own.
final class TableDraft {
  static final int WINDOW = 1 << 16;

  private final TableHistory history;
  private final Optional<TableVersion> base;
  private Layout baseLayout;
  private LayoutSearch search;
  private String name;
  private TableSchema schema;
  private boolean dropped;
  private boolean truncated;
  private RoaringBitmap[] deleted;
  private DraftRows rows;
  private long revision;

  /// A draft of an existing table.
  TableDraft(TableVersion version, Layout layout) {
    this(version.history(), Optional.of(version), layout, version.name(), version.schema());
  }

  /// A draft of a new table.
  TableDraft(TableHistory history, String name, TableSchema schema) {
    this(history, Optional.empty(), Layout.EMPTY, name, schema);
  }

  private TableDraft(
      TableHistory history,
      Optional<TableVersion> base,
      Layout layout,
      String name,
      TableSchema schema) {
    this.history = history;
    this.base = base;
    this.name = name;
    this.schema = schema;
    reset(layout);
  }

  private void reset(Layout layout) {
    revision++;
    baseLayout = layout;
    search = new LayoutSearch(layout, RowId.keyColumns(schema));
    deleted = new RoaringBitmap[layout.segments().size()];
    rows = new DraftRows(RowId.storedColumns(schema), RowId.keyColumns(schema));
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

  DraftRows rows() {
    return rows;
  }

  /// The deleted rows of the base's segment, those it lacked before not among them; null for none.
  RoaringBitmap deletedIn(int segment) {
    return deleted[segment];
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
    rows = rows.under(columns);
    name = newName;
    schema = newSchema;
  }

  /// A schema with another key, and no rows.
  void redefine(TableSchema newSchema) {
    truncated = base.isPresent();
    schema = newSchema;
    reset(Layout.EMPTY);
  }

  /// Where the row lies in the draft's own rows, or -1 when it is of the base.
  int ownRow(long address) {
    int segment = (int) (address >>> 32);
    int first = deleted.length;
    return segment < first ? -1 : (segment - first) * WINDOW + (int) address;
  }

  long addressOfOwn(int own) {
    return (long) (deleted.length + own / WINDOW) << 32 | own % WINDOW;
  }

  boolean isDeleted(long baseAddress) {
    RoaringBitmap mine = deleted[(int) (baseAddress >>> 32)];
    return mine != null && mine.contains((int) baseAddress);
  }

  /// The row of the base with that key, whether or not this transaction has deleted it; or -1.
  long findInBase(byte[] key) {
    return baseLayout.segments().isEmpty() ? -1 : search.find(key);
  }

  /// Deletes a live row, and gives the row of the base that goes with it, or -1.
  long delete(long address) {
    revision++;
    int own = ownRow(address);
    if (own >= 0) {
      rows.kill(own);
      return rows.replaces(own);
    }
    int segment = (int) (address >>> 32);
    if (deleted[segment] == null) {
      deleted[segment] = new RoaringBitmap();
    }
    deleted[segment].add((int) address);
    return address;
  }

  void append(RowBlock block, List<byte[]> keys, long[] replaces) {
    revision++;
    rows.append(block, keys, replaces);
  }

  TableSnapshot snapshot() {
    return new DraftSnapshot(history.id(), name, schema, baseLayout.without(deleted), rows);
  }

  /// What [#restore] needs to come back to now.
  Mark mark() {
    RoaringBitmap[] copies = deleted.clone();
    for (int i = 0; i < copies.length; i++) {
      copies[i] = copies[i] == null ? null : copies[i].clone();
    }
    return new Mark(
        baseLayout,
        name,
        schema,
        dropped,
        truncated,
        copies,
        rows,
        rows.rows(),
        rows.dead().clone());
  }

  void restore(Mark mark) {
    revision++;
    baseLayout = mark.layout();
    name = mark.name();
    schema = mark.schema();
    dropped = mark.dropped();
    truncated = mark.truncated();
    search = new LayoutSearch(baseLayout, RowId.keyColumns(schema));
    deleted = mark.deleted().clone();
    for (int i = 0; i < deleted.length; i++) {
      deleted[i] = deleted[i] == null ? null : deleted[i].clone();
    }
    rows = mark.rows().prefix(mark.count(), mark.dead());
  }

  record Mark(
      Layout layout,
      String name,
      TableSchema schema,
      boolean dropped,
      boolean truncated,
      RoaringBitmap[] deleted,
      DraftRows rows,
      int count,
      RoaringBitmap dead) {}
}
