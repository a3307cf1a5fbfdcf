package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.TableVersion;
import io.armillaria.storage.table.Layout;
import io.armillaria.storage.table.RowId;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.OptionalLong;

/// A committed version of a table.
record VersionSnapshot(TableVersion source, Layout layout) implements TableSnapshot {
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
}
