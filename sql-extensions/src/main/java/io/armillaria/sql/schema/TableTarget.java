package io.armillaria.sql.schema;

import io.armillaria.sql.parser.TableName;
import io.armillaria.sql.parser.VersionClause;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Database;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The table that a statement writes, creates or drops.
///
/// @param branch empty for the session's branch
public record TableTarget(Optional<String> branch, String name) {
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference, UndefinedSchema;
  ///   Semantic for an old version, ReadOnly for a system table
  public static TableTarget of(TableName table, Database database) {
    if (!(table.version() instanceof VersionClause.None)) {
      throw new Failure.Semantic(
              table + " is a past version: only the newest version of a branch can be changed.")
          .raise();
    }
    if (SystemTable.named(table.name()).isPresent()) {
      throw new Failure.ReadOnly(
              "System table " + table.name() + " cannot be changed by a statement.")
          .raise();
    }
    table
        .schema()
        .filter(schema -> !schema.equals(CatalogReaders.PUBLIC))
        .ifPresent(
            schema -> {
              throw new Failure.UndefinedSchema(
                      schema, "Schema " + schema + " does not exist; the only one is PUBLIC.")
                  .raise();
            });
    Optional<String> catalog = table.catalog().map(name -> branch(name, database));
    return new TableTarget(table.branch().or(() -> catalog), table.name());
  }

  private static String branch(String name, Database database) {
    return database
        .branch(name)
        .orElseThrow(
            () -> {
              List<String> known =
                  database.branches().stream()
                      .map(each -> each.name().toLowerCase(Locale.ROOT))
                      .toList();
              return new Failure.UndefinedReference(
                      "BRANCH",
                      name,
                      "Branch " + name + " does not exist (" + Failure.listing(known) + ").")
                  .raise();
            });
  }

  /// Refuses the names that are kept for the engine.
  public TableTarget checkedAsNew() {
    if (name.startsWith("__")) {
      throw new Failure.InvalidName(
              name, "Table name " + name + " begins with \"__\", which is reserved.")
          .raise();
    }
    return this;
  }
}
