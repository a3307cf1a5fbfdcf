package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.History;
import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.LayoutSearch;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.OptionalLong;

/// A committed version of a table.
record VersionSnapshot(History history, TableVersion source, Layout layout)
    implements TableSnapshot {
  VersionSnapshot(History history, TableVersion source) {
    this(history, source, history.layout(source));
  }

  @Override
  public TableId id() {
    return source.table();
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public TableSchema schema() {
    return source.schema();
  }

  @Override
  public OptionalLong version() {
    return OptionalLong.of(source.number());
  }

  @Override
  public long rowCount() {
    return layout.liveRows();
  }

  @Override
  public List<? extends Segment> segments() {
    return layout.segments();
  }

  @Override
  public long find(byte[] key) {
    return layout.find(RowId.keyColumns(schema()), key);
  }

  @Override
  public KeySearch search() {
    return new LayoutSearch(layout, RowId.keyColumns(schema()));
  }

  /// An index changes in the commits of its table only.
  @Override
  public TableSnapshot index(Index index) {
    return source
        .commit()
        .table(index.table())
        .map(version -> new VersionSnapshot(history, version))
        .orElseThrow(() -> missing(name(), index));
  }

  static RuntimeException missing(String table, Index index) {
    return new Failure.Internal(
            "Index " + index.name() + " of " + table + " is not there in this version.")
        .raise();
  }
}
