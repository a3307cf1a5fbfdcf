package io.armillaria.sql.session;

import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;

/// The table of a statement that changes its definition, as the transaction sees it at each step.
final class AlteredTable {
  private final StatementRun run;
  private TableTarget target;

  AlteredTable(TableTarget target, StatementRun run) {
    this.target = target;
    this.run = run;
  }

  StatementRun run() {
    return run;
  }

  TableTarget target() {
    return target;
  }

  String name() {
    return target.name();
  }

  /// As it is now.
  TableSnapshot snapshot() {
    TableSnapshot found =
        run.transaction().table(target.branch(), target.name(), VersionSelector.LATEST);
    refuseSequence(found);
    return found;
  }

  static void refuseSequence(TableSnapshot table) {
    if (table.schema().isSequence()) {
      throw new Failure.UndefinedTable(
              table.name(),
              table.name()
                  + " is a sequence, not a table: ALTER SEQUENCE and DROP SEQUENCE are"
                  + " for those.")
          .raise();
    }
  }

  TableSchema schema() {
    return snapshot().schema();
  }

  void define(TableSchema schema) {
    define(schema, false);
  }

  /// @param cascade whether foreign keys of other tables that need what goes away go away too
  void define(TableSchema schema, boolean cascade) {
    run.transaction().alterTable(target.branch(), target.name(), target.name(), schema, cascade);
  }

  void rename(String newName) {
    TableTarget renamed = new TableTarget(target.branch(), newName).checkedAsNew();
    if (!newName.equals(target.name())) {
      TableCommands.isNew(renamed, false, run.transaction());
    }
    run.transaction().alterTable(target.branch(), target.name(), newName, schema());
    target = renamed;
  }

  /// Puts a column in the place of another.
  void replace(int ordinal, Column column) {
    TableSchema schema = schema();
    List<Column> columns = new ArrayList<>(schema.columns());
    columns.set(ordinal, column);
    define(schema.withColumns(columns));
  }

  /// The places of the columns named.
  List<Integer> ids(List<String> names, String what) {
    TableSchema schema = schema();
    List<Integer> ids = new ArrayList<>();
    for (String name : names) {
      int ordinal = schema.ordinal(name);
      if (ordinal < 0) {
        throw new Failure.UndefinedColumn(
                name, what + " of " + name() + " names column " + name + ", which is not defined.")
            .raise();
      }
      int id = schema.columns().get(ordinal).id();
      if (ids.contains(id)) {
        throw new Failure.DuplicateColumn(
                name, what + " of " + name() + " names column " + name + " twice.")
            .raise();
      }
      ids.add(id);
    }
    return ids;
  }
}
