package io.armillaria.sql.planner;

import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.KeySearch;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.OptionalLong;

/// A table of which only the shape of the rows matters.
record RowShape(String name, TableSchema schema) implements TableSnapshot {
  @Override
  public TableId id() {
    throw new IllegalStateException(name + " stands for no table");
  }

  @Override
  public OptionalLong version() {
    return OptionalLong.empty();
  }

  @Override
  public long rowCount() {
    return 1;
  }

  @Override
  public List<Segment> segments() {
    return List.of();
  }

  @Override
  public long find(byte[] key) {
    return -1;
  }

  @Override
  public KeySearch search() {
    throw new IllegalStateException(name + " stands for no table");
  }

  @Override
  public TableSnapshot index(Index index) {
    throw new IllegalStateException(name + " stands for no table");
  }
}
