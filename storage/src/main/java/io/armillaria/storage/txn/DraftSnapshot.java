package io.armillaria.storage.txn;

import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.RowBlock;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;

/// A table with a transaction's own writes on top, as they were when the snapshot was taken: what
/// the transaction adds and deletes later is not seen. Segments of the base come first, then
/// windows of its own rows.
final class DraftSnapshot implements TableSnapshot {
  private final TableId id;
  private final String name;
  private final TableSchema schema;
  private final Layout base;
  private final DraftRows rows;
  private final int ownRows;
  private final List<Segment> segments;
  private final long rowCount;

  /// @param base the base less the rows that the transaction has deleted
  DraftSnapshot(TableId id, String name, TableSchema schema, Layout base, DraftRows rows) {
    this.id = id;
    this.name = name;
    this.schema = schema;
    this.base = base;
    this.rows = rows;
    this.ownRows = rows.rows();
    this.rowCount = base.liveRows() + rows.liveRows();
    List<Segment> all = new ArrayList<>(base.segments());
    RowBlock block = rows.block();
    for (int from = 0; from < ownRows; from += TableDraft.WINDOW) {
      int count = Math.min(TableDraft.WINDOW, ownRows - from);
      all.add(new DraftSegment(block, from, count, rows.dead(from, count)));
    }
    this.segments = List.copyOf(all);
  }

  @Override
  public TableId id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public TableSchema schema() {
    return schema;
  }

  @Override
  public OptionalLong version() {
    return OptionalLong.empty();
  }

  @Override
  public long rowCount() {
    return rowCount;
  }

  @Override
  public List<Segment> segments() {
    return segments;
  }

  @Override
  public long find(byte[] key) {
    int own = rows.newest(key, ownRows);
    if (own >= 0) {
      int segment = base.segments().size() + own / TableDraft.WINDOW;
      int row = own % TableDraft.WINDOW;
      RoaringBitmap dead = segments.get(segment).deleted();
      return dead.contains(row) ? -1 : (long) segment << 32 | row;
    }
    return base.find(RowId.keyColumns(schema), key);
  }
}
