package io.armillaria.storage.txn;

import io.armillaria.storage.catalog.TableHistory;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

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
      columns.add(column.withId(id));
    }
    UnaryOperator<List<Integer>> map = old -> old.stream().map(ids::get).toList();
    List<Constraint> constraints = new ArrayList<>();
    for (Constraint constraint : schema.constraints()) {
      constraints.add(
          switch (constraint) {
            case Constraint.Unique unique ->
                new Constraint.Unique(unique.name(), map.apply(unique.columns()), unique.index());
            case Constraint.Check check -> check;
            case Constraint.ForeignKey key ->
                new Constraint.ForeignKey(
                    key.name(),
                    map.apply(key.columns()),
                    key.parent().equals(TableId.SELF) ? table.id() : key.parent(),
                    key.parent().equals(TableId.SELF)
                        ? map.apply(key.parentColumns())
                        : key.parentColumns(),
                    key.onDelete(),
                    key.onUpdate(),
                    key.deferrability());
          });
    }
    List<Index> indexes = new ArrayList<>();
    for (Index index : schema.indexes()) {
      indexes.add(
          new Index(
              index.name(),
              map.apply(index.columns()),
              index.descending(),
              index.unique(),
              index.table()));
    }
    return schema
        .withColumns(columns)
        .withPrimaryKey(map.apply(schema.primaryKey()), schema.primaryKeyName())
        .withConstraints(constraints)
        .withIndexes(indexes);
  }

  /// Columns with id 0 get new ids.
  static TableSchema complete(TableSchema schema, TableHistory table) {
    List<Column> columns = new ArrayList<>();
    for (Column column : schema.columns()) {
      columns.add(column.id() == 0 ? column.withId(table.takeColumnId()) : column);
    }
    return schema.withColumns(columns);
  }
}
