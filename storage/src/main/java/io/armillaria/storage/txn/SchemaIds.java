package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gives columns ids of their table's own sequence.
final class SchemaIds {
  private SchemaIds() {}

  /// All columns get new ids, and what refers to the old ones follows.
  static TableSchema renumber(TableSchema schema, TableHistory table) {
    Map<Integer, Integer> ids = new HashMap<>();
    List<Column> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      int id = table.takeColumnId();
      ids.put(column.id(), id);
      columns.add(withId(column, id));
    }
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : schema.constraints()) {
      constraints.add(
          switch (constraint) {
            case Constraint.Unique unique ->
                new Constraint.Unique(
                    unique.name(), unique.columns().stream().map(ids::get).toList());
            case Constraint.Check check -> check;
          });
    }
    List<Integer> key = schema.primaryKey().stream().map(ids::get).toList();
    return new TableSchema(columns, key, schema.primaryKeyName(), constraints);
  }

  /// Columns with id 0 get new ids.
  static TableSchema complete(TableSchema schema, TableHistory table) {
    List<Column> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(column.id() == 0 ? withId(column, table.takeColumnId()) : column);
    }
    return new TableSchema(
        columns, schema.primaryKey(), schema.primaryKeyName(), schema.constraints());
  }

  private static Column withId(Column column, int id) {
    return new Column(
        id,
        column.name(),
        column.type(),
        column.nullable(),
        column.defaultSql(),
        column.missing(),
        column.collation());
  }
}
