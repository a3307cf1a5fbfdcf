package io.armillaria.sql.session;

import io.armillaria.sql.parser.AlterAction;
import io.armillaria.sql.parser.TableConstraint;
import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.parser.TableStatement;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.planner.PlanningContext;
import io.armillaria.sql.planner.QueryPlanner;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlNode;

/// CREATE, ALTER, DROP and TRUNCATE TABLE.
final class TableCommands {
  private TableCommands() {}

  static CompiledStatement compile(TableStatement statement, PlanningContext context) {
    return switch (statement) {
      case TableStatement.CreateTable create -> create(create);
      case TableStatement.CreateTableAs create -> createAs(create, context);
      case TableStatement.DropTable(List<TableName> tables, boolean ifExists, boolean cascade) ->
          new TableCommand(run -> drop(tables, ifExists, cascade, run));
      case TableStatement.CreateTableLike like -> createLike(like);
      case TableStatement.Truncate(List<TableName> tables, boolean restart, boolean cascade) ->
          new TableCommand(run -> truncate(tables, restart, cascade, run));
      case TableStatement.AlterTable(
              TableName table,
              boolean ifExists,
              List<AlterAction> actions) ->
          new TableCommand(run -> alter(table, ifExists, actions, run));
    };
  }

  private static CompiledStatement create(TableStatement.CreateTable create) {
    return new TableCommand(
        run -> {
          TableTarget target = target(create.table(), run).checkedAsNew();
          TableSchema schema = new SchemaBuilder(run.planning()).build(target.name(), create);
          if (isNew(target, create.ifNotExists(), run.transaction())) {
            ForeignKeyBuilder keys = new ForeignKeyBuilder(new AlteredTable(target, run));
            create.constraints().stream()
                .filter(TableConstraint.ForeignKey.class::isInstance)
                .map(TableConstraint.ForeignKey.class::cast)
                .forEach(keys::requireParent);
            run.transaction().createTable(target.branch(), target.name(), schema);
            ConstraintChanges constraints = new ConstraintChanges(new AlteredTable(target, run));
            create.constraints().stream()
                .filter(each -> !(each instanceof TableConstraint.PrimaryKey))
                .forEach(constraints::add);
          }
        });
  }

  /// The columns and what is NOT NULL, as PostgreSQL has it: no keys, no defaults.
  private static CompiledStatement createLike(TableStatement.CreateTableLike like) {
    return new TableCommand(
        run -> {
          TableTarget target = target(like.table(), run).checkedAsNew();
          TableTarget model = target(like.model(), run);
          TableSchema schema =
              run.transaction()
                  .table(model.branch(), model.name(), VersionSelector.LATEST)
                  .schema();
          if (isNew(target, like.ifNotExists(), run.transaction())) {
            List<Column> columns = new ArrayList<>();
            for (Column column : schema.columns()) {
              columns.add(
                  new Column(columns.size() + 1, column.name(), column.type(), column.nullable()));
            }
            run.transaction()
                .createTable(
                    target.branch(),
                    target.name(),
                    new TableSchema(columns, List.of(), "", List.of()));
          }
        });
  }

  private static CompiledStatement createAs(
      TableStatement.CreateTableAs create, PlanningContext context) {
    SqlNode query = create.query();
    PlannedQuery planned = new QueryPlanner(context).plan(query);
    return new CompiledCreateTableAs(create, planned);
  }

  /// Whether the table is to be made; false where it exists and that is all right.
  static boolean isNew(TableTarget target, boolean ifNotExists, Transaction transaction) {
    boolean exists =
        transaction.find(target.branch(), target.name(), VersionSelector.LATEST).isPresent();
    if (exists && !ifNotExists) {
      throw new Failure.DuplicateTable(target.name()).raise();
    }
    return !exists;
  }

  private static void drop(
      List<TableName> names, boolean ifExists, boolean cascade, StatementRun run) {
    List<AlteredTable> tables = new ArrayList<>();
    for (TableName name : names) {
      TableTarget target = target(name, run);
      Optional<TableSnapshot> found =
          run.transaction().find(target.branch(), target.name(), VersionSelector.LATEST);
      found.ifPresent(AlteredTable::refuseSequence);
      if (found.isPresent() || !ifExists) {
        tables.add(new AlteredTable(target, run));
      }
    }
    for (AlteredTable table : TableGroups.childrenFirst(tables)) {
      run.transaction().dropTable(table.target().branch(), table.name(), cascade);
    }
  }

  private static void truncate(
      List<TableName> names, boolean restart, boolean cascade, StatementRun run) {
    List<AlteredTable> tables =
        names.stream().map(name -> new AlteredTable(target(name, run), run)).toList();
    boolean together = cascade || TableGroups.isClosed(tables);
    for (AlteredTable table : tables) {
      run.transaction().truncate(table.target().branch(), table.name(), together);
      if (restart) {
        restart(table);
      }
    }
  }

  private static void restart(AlteredTable table) {
    TableSchema schema = table.schema();
    if (schema.columns().stream().anyMatch(each -> each.identity().isPresent())) {
      table.define(
          schema.withColumns(
              schema.columns().stream()
                  .map(
                      each ->
                          each.identity().isPresent()
                              ? Identities.restarted(each, Optional.empty())
                              : each)
                  .toList()));
    }
  }

  private static void alter(
      TableName table, boolean ifExists, List<AlterAction> actions, StatementRun run) {
    TableTarget target = target(table, run);
    boolean exists =
        run.transaction().find(target.branch(), target.name(), VersionSelector.LATEST).isPresent();
    if (exists || !ifExists) {
      TableAlteration alteration = new TableAlteration(target, run);
      actions.forEach(alteration::apply);
    }
  }

  private static TableTarget target(TableName table, StatementRun run) {
    return TableTarget.of(table, run.session().engine().database());
  }
}
