package io.armillaria.sql.session;

import io.armillaria.sql.parser.AlterAction;
import io.armillaria.sql.parser.ColumnDefinition;
import io.armillaria.sql.planner.ColumnDefaults;
import io.armillaria.sql.planner.TargetColumns;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The actions of one ALTER TABLE, one after the other.
final class TableAlteration {
  private final StatementRun run;
  private TableTarget target;

  TableAlteration(TableTarget target, StatementRun run) {
    this.target = target;
    this.run = run;
  }

  void apply(AlterAction action) {
    TableSnapshot table =
        run.transaction().table(target.branch(), target.name(), VersionSelector.LATEST);
    switch (action) {
      case AlterAction.AddColumn(boolean ifNotExists, ColumnDefinition column) ->
          add(table, ifNotExists, column);
      case AlterAction.DropColumn(boolean ifExists, String column, _) ->
          drop(table, ifExists, column);
      case AlterAction.RenameColumn(String column, String newName) -> {
        refuseExisting(table, newName);
        change(table, column, each -> each.withName(newName));
      }
      case AlterAction.RenameTable(String newName) -> rename(table, newName);
      case AlterAction.SetDefault(String column, var value) ->
          change(table, column, each -> new ColumnDefaults(run.planning()).with(each, value));
      case AlterAction.DropDefault(String column) ->
          change(table, column, each -> each.withDefault(Optional.empty()));
      case AlterAction.SetNullable(String column, boolean nullable) -> {
        if (!nullable) {
          throw new Failure.Unsupported("SET NOT NULL on a column that exists").raise();
        }
        refuseKey(table, column, "can be NULL");
        change(table, column, each -> each.withNullable(true));
      }
      case AlterAction.SetType _ -> throw new Failure.Unsupported("ALTER COLUMN ... TYPE").raise();
      case AlterAction.AddConstraint(var constraint) -> throw SchemaBuilder.unsupported(constraint);
      case AlterAction.DropConstraint(boolean ifExists, String name, _) ->
          dropConstraint(table, ifExists, name);
      case AlterAction.RenameConstraint _ ->
          throw new Failure.Unsupported("RENAME CONSTRAINT").raise();
      case AlterAction.DropPrimaryKey _ ->
          throw new Failure.Unsupported("DROP PRIMARY KEY").raise();
      case AlterAction.AddIdentity _, AlterAction.DropIdentity _, AlterAction.RestartIdentity _ ->
          throw new Failure.Unsupported("IDENTITY").raise();
    }
  }

  private void add(TableSnapshot table, boolean ifNotExists, ColumnDefinition definition) {
    if (table.schema().ordinal(definition.name()) >= 0) {
      if (ifNotExists) {
        return;
      }
      refuseExisting(table, definition.name());
    }
    Column column = new SchemaBuilder(run.planning()).column(0, definition, false);
    Object missing =
        column.defaultSql().isPresent() && table.rowCount() > 0
            ? new ColumnDefaults(run.planning()).constant(column)
            : null;
    if (!column.nullable() && missing == null && table.rowCount() > 0) {
      throw new Failure.NotNullViolation(table.name(), column.name()).raise();
    }
    List<Column> columns = new ArrayList<>(table.schema().columns());
    columns.add(column.withMissing(missing));
    alter(table, columns);
  }

  private void drop(TableSnapshot table, boolean ifExists, String name) {
    if (ifExists && table.schema().ordinal(name) < 0) {
      return;
    }
    List<Column> columns = new ArrayList<>(table.schema().columns());
    columns.remove(TargetColumns.ordinal(name, table));
    refuseKey(table, name, "can be dropped");
    if (columns.isEmpty()) {
      throw new Failure.Semantic("Column " + name + " is the only one of " + table.name() + ".")
          .raise();
    }
    alter(table, columns);
  }

  private void rename(TableSnapshot table, String newName) {
    TableTarget renamed = new TableTarget(target.branch(), newName).checkedAsNew();
    if (!newName.equals(table.name())) {
      TableCommands.isNew(renamed, false, run.transaction());
    }
    run.transaction().alterTable(target.branch(), table.name(), newName, table.schema());
    target = renamed;
  }

  private void change(
      TableSnapshot table, String name, java.util.function.UnaryOperator<Column> change) {
    List<Column> columns = new ArrayList<>(table.schema().columns());
    int ordinal = TargetColumns.ordinal(name, table);
    columns.set(ordinal, change.apply(columns.get(ordinal)));
    alter(table, columns);
  }

  private void alter(TableSnapshot table, List<Column> columns) {
    run.transaction()
        .alterTable(
            target.branch(), target.name(), target.name(), table.schema().withColumns(columns));
  }

  private static void refuseExisting(TableSnapshot table, String name) {
    if (table.schema().ordinal(name) >= 0) {
      throw new Failure.DuplicateColumn(
              name, "Table " + table.name() + " has a column " + name + " already.")
          .raise();
    }
  }

  private static void refuseKey(TableSnapshot table, String name, String what) {
    Column column = table.schema().columns().get(TargetColumns.ordinal(name, table));
    if (table.schema().primaryKey().contains(column.id())) {
      throw new Failure.Semantic(
              "Column "
                  + name
                  + " belongs to the primary key of "
                  + table.name()
                  + "; none of those "
                  + what
                  + ".")
          .raise();
    }
  }

  private static void dropConstraint(TableSnapshot table, boolean ifExists, String name) {
    if (table.schema().hasPrimaryKey() && table.schema().primaryKeyName().equals(name)) {
      throw new Failure.Unsupported("Dropping a primary key").raise();
    }
    if (!ifExists) {
      throw new Failure.Semantic("Table " + table.name() + " has no constraint " + name + ".")
          .raise();
    }
  }
}
