package io.armillaria.sql.session;

import io.armillaria.sql.parser.SequenceOptions;
import io.armillaria.sql.parser.SequenceStatement;
import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.planner.TypeReader;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.SequenceDefinition;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// CREATE, ALTER and DROP SEQUENCE. A sequence is a table without columns, of which the schema has
/// the definition: so it is versioned and transactional as tables are. Its counter is not.
final class SequenceCommands {
  private SequenceCommands() {}

  static CompiledStatement compile(SequenceStatement statement) {
    return switch (statement) {
      case SequenceStatement.CreateSequence(
              TableName name,
              boolean ifNotExists,
              SequenceOptions options) ->
          new TableCommand(run -> create(name, ifNotExists, options, run));
      case SequenceStatement.AlterSequence(
              TableName name,
              boolean ifExists,
              SequenceOptions options) ->
          new TableCommand(
              run ->
                  existing(
                      name, ifExists, run, (target, found) -> alter(target, found, options, run)));
      case SequenceStatement.RenameSequence(TableName name, boolean ifExists, String newName) ->
          new TableCommand(
              run ->
                  existing(
                      name, ifExists, run, (target, found) -> rename(target, found, newName, run)));
      case SequenceStatement.DropSequence(
              List<TableName> names,
              boolean ifExists,
              boolean cascade) ->
          new TableCommand(
              run ->
                  names.forEach(
                      name ->
                          existing(
                              name,
                              ifExists,
                              run,
                              (target, found) -> {
                                new SequenceUses(target, run).end(cascade);
                                run.transaction().dropTable(target.branch(), target.name());
                              })));
    };
  }

  private static void create(
      TableName name, boolean ifNotExists, SequenceOptions options, StatementRun run) {
    TableTarget target = target(name, run).checkedAsNew();
    SequenceDefinition definition =
        new SequenceBuilder(name.name(), type(options, run)).create(options);
    if (TableCommands.isNew(target, ifNotExists, run.transaction())) {
      run.transaction().createTable(target.branch(), target.name(), TableSchema.of(definition));
    }
  }

  private static void alter(
      TableTarget target, SequenceDefinition old, SequenceOptions options, StatementRun run) {
    SequenceDefinition changed =
        new SequenceBuilder(target.name(), type(options, run)).alter(old, options);
    run.transaction()
        .alterTable(target.branch(), target.name(), target.name(), TableSchema.of(changed));
  }

  private static void rename(
      TableTarget target, SequenceDefinition found, String newName, StatementRun run) {
    TableTarget renamed = new TableTarget(target.branch(), newName).checkedAsNew();
    TableCommands.isNew(renamed, false, run.transaction());
    new SequenceUses(target, run).end(false);
    run.transaction().alterTable(target.branch(), target.name(), newName, TableSchema.of(found));
  }

  private static DataType type(SequenceOptions options, StatementRun run) {
    DataType type =
        options.type().map(spec -> new TypeReader(run.planning()).read(spec)).orElse(Plain.BIGINT);
    if (!Identities.fits(type)) {
      throw new Failure.TypeMismatch(
              "A sequence cannot be of type " + type.sql() + ", but SMALLINT, INTEGER or BIGINT.")
          .raise();
    }
    return type;
  }

  private static void existing(
      TableName name,
      boolean ifExists,
      StatementRun run,
      BiConsumer<TableTarget, SequenceDefinition> work) {
    TableTarget target = target(name, run);
    Optional<SequenceDefinition> found =
        run.transaction()
            .find(target.branch(), target.name(), VersionSelector.LATEST)
            .map(TableSnapshot::schema)
            .flatMap(TableSchema::sequence);
    if (found.isPresent()) {
      work.accept(target, found.get());
    } else if (!ifExists) {
      throw new Failure.UndefinedTable(target.name(), "There is no sequence " + target.name() + ".")
          .raise();
    }
  }

  private static TableTarget target(TableName name, StatementRun run) {
    return TableTarget.of(name, run.session().engine().database());
  }
}
