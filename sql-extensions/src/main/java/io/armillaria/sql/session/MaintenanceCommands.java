package io.armillaria.sql.session;

import io.armillaria.sql.parser.MaintenanceStatement;
import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.schema.TableTarget;
import io.armillaria.storage.gc.RetentionSetting;
import io.armillaria.storage.txn.Database;
import java.nio.file.Path;
import java.util.Optional;

/// Care of the store. Runs at once, outside of transactions: none of it changes what a query
/// returns.
final class MaintenanceCommands {
  private MaintenanceCommands() {}

  static CompiledStatement compile(MaintenanceStatement statement) {
    return switch (statement) {
      case MaintenanceStatement.OptimizeTable(TableName table) ->
          immediate("OPTIMIZE TABLE", (session, database) -> optimize(table, session, database));
      case MaintenanceStatement.CheckDatabase _ -> new CompiledCheck(Optional.empty());
      case MaintenanceStatement.CheckTable(TableName table) ->
          new CompiledCheck(Optional.of(table));
      case MaintenanceStatement.Vacuum vacuum -> new CompiledVacuum(vacuum);
      case MaintenanceStatement.Retain retain ->
          immediate("ALTER DATABASE", (session, database) -> retain(retain, database));
      case MaintenanceStatement.Backup(String directory) ->
          new Command(session -> session.engine().database().backup(Path.of(directory)));
    };
  }

  private interface Action {
    void run(Session session, Database database);
  }

  private static Command immediate(String statement, Action action) {
    return new Command(
        session -> {
          session.transactions().leaveForWriting(statement);
          action.run(session, session.engine().database());
        });
  }

  private static void retain(MaintenanceStatement.Retain retain, Database database) {
    database.retain(
        before -> {
          if (retain.days().isPresent()) {
            return before.withDays(retain.days().getAsInt());
          }
          return retain.megabytes().isPresent()
              ? before.withMegabytes(retain.megabytes().getAsLong())
              : RetentionSetting.NONE;
        });
  }

  private static void optimize(TableName table, Session session, Database database) {
    TableTarget target = TableTarget.of(table, database);
    database.optimize(target.branch().orElse(session.branch()), target.name());
  }
}
