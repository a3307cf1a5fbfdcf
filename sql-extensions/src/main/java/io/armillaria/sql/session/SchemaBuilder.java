package io.armillaria.sql.session;

import io.armillaria.sql.parser.ColumnDefinition;
import io.armillaria.sql.parser.TableConstraint;
import io.armillaria.sql.parser.TableStatement;
import io.armillaria.sql.planner.ColumnDefaults;
import io.armillaria.sql.planner.PlanningContext;
import io.armillaria.sql.planner.TypeReader;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes the schema of a new table from its definition, without the constraints other than the key.
final class SchemaBuilder {
  private final PlanningContext context;

  SchemaBuilder(PlanningContext context) {
    this.context = context;
  }

  TableSchema build(String table, TableStatement.CreateTable create) {
    Optional<TableConstraint.PrimaryKey> key = key(table, create.constraints());
    List<String> keyColumns = key.map(TableConstraint.PrimaryKey::columns).orElse(List.of());
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (ColumnDefinition definition : create.columns()) {
      if (!names.add(definition.name())) {
        throw new Failure.DuplicateColumn(
                definition.name(), "Column " + definition.name() + " is defined twice.")
            .raise();
      }
      columns.add(column(columns.size() + 1, definition, keyColumns.contains(definition.name())));
    }
    return new TableSchema(
        columns,
        keyIds(table, keyColumns, columns),
        key.flatMap(TableConstraint.PrimaryKey::name).orElse(table + "_PKEY"),
        List.of());
  }

  Column column(int id, ColumnDefinition definition, boolean inKey) {
    if (definition.merge().isPresent()) {
      throw new Failure.Unsupported("Merge columns (column " + definition.name() + ")").raise();
    }
    Column column =
        new Column(
            id,
            definition.name(),
            new TypeReader(context).read(definition.type()),
            definition.nullable() && !inKey);
    Column withDefault =
        definition
            .defaultValue()
            .map(value -> new ColumnDefaults(context).with(column, value))
            .orElse(column);
    return definition
        .identity()
        .map(identity -> Identities.with(withDefault, identity))
        .orElse(withDefault);
  }

  private static Optional<TableConstraint.PrimaryKey> key(
      String table, List<TableConstraint> constraints) {
    Optional<TableConstraint.PrimaryKey> key = Optional.empty();
    for (TableConstraint constraint : constraints) {
      switch (constraint) {
        case TableConstraint.PrimaryKey primary -> {
          if (key.isPresent()) {
            throw new Failure.Semantic("Table " + table + " has two primary keys.").raise();
          }
          key = Optional.of(primary);
        }
        case TableConstraint.Unique _, TableConstraint.Check _, TableConstraint.ForeignKey _ -> {}
      }
    }
    return key;
  }

  private static List<Integer> keyIds(String table, List<String> names, List<Column> columns) {
    List<Integer> ids = new ArrayList<>();
    for (String name : names) {
      Column column =
          columns.stream()
              .filter(each -> each.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new Failure.UndefinedColumn(
                              name,
                              "The primary key of "
                                  + table
                                  + " names column "
                                  + name
                                  + ", which is not defined.")
                          .raise());
      if (ids.contains(column.id())) {
        throw new Failure.DuplicateColumn(
                name, "The primary key of " + table + " names column " + name + " twice.")
            .raise();
      }
      ids.add(column.id());
    }
    return ids;
  }
}
