package io.armillaria.jdbc.metadata;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.sql.session.Session;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.Optional;

/// A table as metadata shows it; `snapshot` is empty for a system table.
record TableEntry(
    String branch, String name, String type, List<Item> columns, Optional<TableSnapshot> snapshot) {
  static final String TABLE = "TABLE";
  static final String SYSTEM_TABLE = "SYSTEM TABLE";

  /// A column; `standard` is the text of its DEFAULT, or null.
  record Item(
      String name, DataType type, boolean nullable, String standard, boolean autoIncrement) {
    private static Item of(Column column) {
      return new Item(
          column.name(),
          column.type(),
          column.nullable(),
          column.defaultSql().orElse(null),
          column.identity().isPresent());
    }

    private static Item of(ColumnDescription column) {
      return new Item(column.label(), column.type(), column.nullable(), null, false);
    }
  }

  static TableEntry of(String branch, TableSnapshot table) {
    List<Item> items = table.schema().columns().stream().map(Item::of).toList();
    return new TableEntry(branch, table.name(), TABLE, items, Optional.of(table));
  }

  static TableEntry of(String branch, Session.SystemTable table) {
    List<Item> items = table.columns().stream().map(Item::of).toList();
    return new TableEntry(branch, table.name(), SYSTEM_TABLE, items, Optional.empty());
  }

  Optional<TableSchema> keyedSchema() {
    return snapshot.map(TableSnapshot::schema).filter(TableSchema::hasPrimaryKey);
  }
}
