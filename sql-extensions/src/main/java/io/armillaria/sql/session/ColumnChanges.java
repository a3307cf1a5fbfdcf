package io.armillaria.sql.session;

import io.armillaria.sql.parser.ColumnDefinition;
import io.armillaria.sql.planner.ChangePlanner;
import io.armillaria.sql.planner.CheckCondition;
import io.armillaria.sql.planner.ColumnDefaults;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.planner.TargetColumns;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Constraint;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.calcite.sql.SqlNode;

/// Adds, drops and renames the columns of a table, and changes what they take. Touches no data.
final class ColumnChanges {
  private final AlteredTable table;

  ColumnChanges(AlteredTable table) {
    this.table = table;
  }

  void add(boolean ifNotExists, ColumnDefinition definition) {
    TableSnapshot snapshot = table.snapshot();
    if (snapshot.schema().ordinal(definition.name()) >= 0) {
      if (ifNotExists) {
        return;
      }
      refuseExisting(snapshot.schema(), definition.name());
    }
    StatementRun run = table.run();
    Column column = new SchemaBuilder(run.planning()).column(0, definition, false);
    boolean hasRows = snapshot.rowCount() > 0;
    ColumnDefaults defaults = new ColumnDefaults(run.planning());
    boolean eachRow = hasRows && defaults.differs(column);
    Object missing = hasRows && !eachRow ? defaults.value(column) : null;
    if (!column.nullable() && missing == null && hasRows && !eachRow) {
      throw new Failure.NotNullViolation(table.name(), column.name()).raise();
    }
    List<Column> columns = new ArrayList<>(snapshot.schema().columns());
    columns.add(column.withMissing(missing));
    PlannedQuery values =
        eachRow ? new ChangePlanner(run.planning()).planDefaults(table.target(), column) : null;
    table.define(snapshot.schema().withColumns(columns));
    if (eachRow) {
      new NewValues(table).write(snapshot, values, columns.size() - 1);
    }
  }

  void addIdentity(String name, ColumnDefinition.Identity identity) {
    change(
        name,
        column -> {
          if (column.nullable()) {
            throw new Failure.Semantic(
                    "Column " + name + " of " + table.name() + " must be NOT NULL first.")
                .raise();
          }
          if (column.identity().isPresent()) {
            throw new Failure.Semantic(
                    "Column " + name + " of " + table.name() + " is an identity column already.")
                .raise();
          }
          return Identities.with(column, identity);
        });
  }

  void dropIdentity(String name, boolean ifExists) {
    change(
        name,
        column -> {
          if (column.identity().isEmpty() && !ifExists) {
            throw new Failure.Semantic(
                    "Column " + name + " of " + table.name() + " is no identity column.")
                .raise();
          }
          return column.withIdentity(Optional.empty());
        });
  }

  void restartIdentity(String name, Optional<Long> next) {
    change(name, column -> Identities.restarted(column, next));
  }

  void drop(boolean ifExists, String name, boolean cascade) {
    TableSchema schema = table.schema();
    if (ifExists && schema.ordinal(name) < 0) {
      return;
    }
    int ordinal = TargetColumns.ordinal(name, table.snapshot());
    if (schema.columns().size() == 1) {
      throw new Failure.Semantic("Column " + name + " is the only one of " + table.name() + ".")
          .raise();
    }
    Column column = schema.columns().get(ordinal);
    if (cascade && schema.primaryKey().contains(column.id())) {
      new KeyChanges(table).drop();
    }
    new ColumnDependents(table, column).drop(cascade);
    List<Column> columns = new ArrayList<>(table.schema().columns());
    columns.remove(ordinal);
    table.define(table.schema().withColumns(columns));
  }

  void rename(String name, String newName) {
    TableSchema schema = table.schema();
    int ordinal = TargetColumns.ordinal(name, table.snapshot());
    refuseExisting(schema, newName);
    List<Column> columns = new ArrayList<>(schema.columns());
    columns.set(ordinal, columns.get(ordinal).withName(newName));
    List<Constraint> constraints =
        schema.constraints().stream()
            .map(
                each ->
                    each instanceof Constraint.Check(String check, String sql)
                        ? new Constraint.Check(
                            check, CheckCondition.of(sql).renamed(name, newName).sql())
                        : each)
            .toList();
    table.define(schema.withColumns(columns).withConstraints(constraints));
  }

  void setDefault(String name, SqlNode value) {
    change(
        name,
        column -> {
          column
              .identity()
              .ifPresent(
                  _ -> {
                    throw new Failure.Semantic(
                            "Column "
                                + name
                                + " of "
                                + table.name()
                                + " is an identity column; it takes no default.")
                        .raise();
                  });
          return new ColumnDefaults(table.run().planning()).with(column, value);
        });
  }

  void dropDefault(String name) {
    change(name, column -> column.withDefault(Optional.empty()));
  }

  void setNullable(String name, boolean nullable) {
    TableSnapshot snapshot = table.snapshot();
    int ordinal = TargetColumns.ordinal(name, snapshot);
    Column column = snapshot.schema().columns().get(ordinal);
    if (nullable) {
      refuseKey(column, "can be NULL");
      if (column.identity().isPresent()) {
        throw new Failure.Semantic(
                "Column " + name + " of " + table.name() + " is an identity column and NOT NULL.")
            .raise();
      }
    } else if (new TableRows(snapshot, table.run()).firstNull(ordinal).isPresent()) {
      throw new Failure.NotNullViolation(table.name(), name).raise();
    }
    table.replace(ordinal, column.withNullable(nullable));
  }

  private void change(String name, UnaryOperator<Column> change) {
    TableSnapshot snapshot = table.snapshot();
    int ordinal = TargetColumns.ordinal(name, snapshot);
    table.replace(ordinal, change.apply(snapshot.schema().columns().get(ordinal)));
  }

  private void refuseExisting(TableSchema schema, String name) {
    if (schema.ordinal(name) >= 0) {
      throw new Failure.DuplicateColumn(
              name, "Table " + table.name() + " has a column " + name + " already.")
          .raise();
    }
  }

  private void refuseKey(Column column, String what) {
    if (table.schema().primaryKey().contains(column.id())) {
      throw new Failure.Semantic(
              "Column "
                  + column.name()
                  + " belongs to the primary key of "
                  + table.name()
                  + "; none of those "
                  + what
                  + ".")
          .raise();
    }
  }
}
