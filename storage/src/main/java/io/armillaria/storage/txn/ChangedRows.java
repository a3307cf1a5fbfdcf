package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.table.Change;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeyReader;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSearch;
import io.armillaria.storage.table.LayoutSegment;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.SortedRows;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;

/// The rows that later versions changed, as a table of their own: what they were in the version
/// that was seen, and what each change made of them. It has no keys: a row may be there many times.
final class ChangedRows implements TableSnapshot {
  private final TableVersion seen;
  private final List<LayoutSegment> segments = new ArrayList<>();

  /// @param layout of `seen`
  /// @param later versions after it, none of which changes the table itself
  ChangedRows(TableVersion seen, Layout layout, List<TableVersion> later) {
    this.seen = seen;
    List<Column> keyColumns = RowId.keyColumns(seen.schema());
    LayoutSearch search = new LayoutSearch(layout, keyColumns);
    RoaringBitmap[] gone = new RoaringBitmap[layout.segments().size()];
    for (TableVersion version : later) {
      for (SortedRows deletes : version.change().deletes()) {
        KeyReader keys = new KeyReader(keyColumns, deletes::reader);
        for (int row = 0; row < deletes.rows(); row++) {
          mark(gone, search.find(keys.keyAt(row)));
        }
      }
      for (Change.Upserts upserts : version.change().upserts()) {
        KeyReader keys = new KeyReader(keyColumns, upserts.rows()::reader);
        upserts.replaces().forEach((int row) -> mark(gone, search.find(keys.keyAt(row))));
        segments.add(new LayoutSegment(upserts.rows(), new RoaringBitmap()));
      }
    }
    for (int i = 0; i < gone.length; i++) {
      if (gone[i] != null) {
        SortedRows stored = layout.segments().get(i).stored();
        RoaringBitmap others = RoaringBitmap.bitmapOfRange(0, stored.rows());
        others.andNot(gone[i]);
        segments.add(new LayoutSegment(stored, others));
      }
    }
  }

  private static void mark(RoaringBitmap[] gone, long address) {
    if (address >= 0) {
      int segment = (int) (address >>> 32);
      if (gone[segment] == null) {
        gone[segment] = new RoaringBitmap();
      }
      gone[segment].add((int) address);
    }
  }

  @Override
  public TableId id() {
    return seen.table();
  }

  @Override
  public String name() {
    return seen.name();
  }

  /// Without keys, so that nobody looks rows up by them.
  @Override
  public TableSchema schema() {
    return seen.schema()
        .withPrimaryKey(List.of(), "")
        .withConstraints(List.of())
        .withIndexes(List.of());
  }

  @Override
  public OptionalLong version() {
    return OptionalLong.empty();
  }

  @Override
  public long rowCount() {
    return segments.stream().mapToLong(LayoutSegment::liveRows).sum();
  }

  @Override
  public List<? extends Segment> segments() {
    return segments;
  }

  @Override
  public long find(byte[] key) {
    throw new UnsupportedOperationException("changed rows have no keys");
  }

  @Override
  public KeySearch search() {
    throw new IllegalStateException("changed rows of " + name() + " have no keys");
  }

  @Override
  public TableSnapshot index(Index index) {
    throw new IllegalStateException("changed rows of " + name() + " have no keys");
  }
}
