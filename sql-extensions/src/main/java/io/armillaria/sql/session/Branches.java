package io.armillaria.sql.session;

import io.armillaria.storage.changelog.RefEntry;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.txn.Database;

/// Finds branches by name.
final class Branches {
  private Branches() {}

  /// The name as stored.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException UndefinedReference
  static String existing(Database database, String name) {
    return database
        .branch(name)
        .orElseThrow(
            () ->
                new Failure.UndefinedReference(
                        "BRANCH",
                        name,
                        "Branch "
                            + name
                            + " does not exist; the branches are "
                            + Failure.listing(
                                database.branches().stream().map(RefEntry::name).toList())
                            + ".")
                    .raise());
  }
}
