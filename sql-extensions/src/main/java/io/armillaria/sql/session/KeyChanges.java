package io.armillaria.sql.session;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.List;
import java.util.Optional;

/// Adds and drops primary keys: the rows are written anew in the order of the new key.
final class KeyChanges {
  private final AlteredTable table;

  KeyChanges(AlteredTable table) {
    this.table = table;
  }

  void add(Optional<String> given, List<String> columns) {
    TableSnapshot before = table.snapshot();
    TableSchema schema = before.schema();
    if (schema.hasPrimaryKey()) {
      throw new Failure.Semantic(
              "Table "
                  + table.name()
                  + " has the primary key "
                  + schema.primaryKeyName()
                  + " already.")
          .raise();
    }
    List<Integer> key = table.ids(columns, "The primary key");
    String name = new ConstraintNames(table.name(), schema).of(given, List.of(), "PKEY");
    TableRows rows = new TableRows(before, table.run());
    for (int id : key) {
      int ordinal = schema.ordinalOfId(id);
      if (rows.firstNull(ordinal).isPresent()) {
        throw new Failure.NotNullViolation(table.name(), schema.columns().get(ordinal).name())
            .raise();
      }
    }
    List<Column> withoutNulls =
        schema.columns().stream()
            .map(column -> key.contains(column.id()) ? column.withNullable(false) : column)
            .toList();
    new TableRewrite(table).to(schema.withColumns(withoutNulls).withPrimaryKey(key, name));
  }

  /// The columns stay NOT NULL.
  void drop() {
    TableSchema schema = table.schema();
    if (!schema.hasPrimaryKey()) {
      throw new Failure.UndefinedObject(
              "CONSTRAINT", "", "Table " + table.name() + " has no primary key.")
          .raise();
    }
    new TableRewrite(table).to(schema.withPrimaryKey(List.of(), ""));
  }
}
