package io.armillaria.sql.session;

import io.armillaria.sql.parser.IndexStatement;
import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableId;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// CREATE INDEX and DROP INDEX. A branch has each name of an index once, so that DROP INDEX needs
/// no table.
final class IndexCommands {
  private IndexCommands() {}

  static CompiledStatement compile(IndexStatement statement) {
    return switch (statement) {
      case IndexStatement.CreateIndex create -> new TableCommand(run -> create(create, run));
      case IndexStatement.DropIndex(String name, boolean ifExists, Optional<TableName> table) ->
          new TableCommand(run -> drop(name, ifExists, table, run));
    };
  }

  private static void create(IndexStatement.CreateIndex create, StatementRun run) {
    AlteredTable table = new AlteredTable(target(create.table(), run), run);
    TableSchema schema = table.schema();
    Optional<TableSnapshot> owner = owner(create.name(), table.target().branch(), run);
    if (owner.isPresent()) {
      if (create.ifNotExists()) {
        return;
      }
      throw new Failure.DuplicateObject("Index", create.name(), owner.get().name()).raise();
    }
    new ConstraintNames(table.name(), schema).refuseTaken(create.name());
    List<Integer> ids = table.ids(create.columns(), "The index");
    List<Index> indexes = new ArrayList<>(schema.indexes());
    indexes.add(new Index(create.name(), ids, create.unique(), TableId.random()));
    table.define(schema.withIndexes(indexes));
  }

  private static void drop(
      String name, boolean ifExists, Optional<TableName> named, StatementRun run) {
    Optional<AlteredTable> table =
        named
            .map(each -> target(each, run))
            .or(
                () ->
                    owner(name, Optional.empty(), run)
                        .map(each -> new TableTarget(Optional.empty(), each.name())))
            .map(target -> new AlteredTable(target, run));
    Optional<Index> found =
        table.flatMap(
            each ->
                each.schema().allIndexes().stream()
                    .filter(index -> index.name().equals(name))
                    .findFirst());
    if (found.isEmpty()) {
      if (ifExists) {
        return;
      }
      throw new Failure.UndefinedObject("INDEX", name, "There is no index " + name + ".").raise();
    }
    TableSchema schema = table.get().schema();
    if (schema.constraint(name).isPresent()) {
      throw new Failure.DependentObjects(
              name,
              "Index "
                  + name
                  + " belongs to the constraint of that name; ALTER TABLE "
                  + table.get().name()
                  + " DROP CONSTRAINT drops both.")
          .raise();
    }
    List<Index> left = new ArrayList<>(schema.indexes());
    left.remove(found.get());
    table.get().define(schema.withIndexes(left));
  }

  /// The table that has an index of that name.
  private static Optional<TableSnapshot> owner(
      String name, Optional<String> branch, StatementRun run) {
    return run.transaction().tables(branch).stream()
        .filter(
            table ->
                table.schema().allIndexes().stream().anyMatch(each -> each.name().equals(name)))
        .findFirst();
  }

  private static TableTarget target(TableName table, StatementRun run) {
    return TableTarget.of(table, run.session().engine().database());
  }
}
