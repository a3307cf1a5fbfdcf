package io.armillaria.sql.planner;

import io.armillaria.sql.schema.TableBinder;
import io.armillaria.sql.schema.VersionBinder;
import io.armillaria.storage.txn.Database;
import io.armillaria.storage.txn.Transaction;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/// What a statement is planned against: one transaction's tables. For one statement only.
///
/// @param branch the session's
/// @param wide the parameters that are decimals where they are compared with whole numbers
/// @param check called often while the statement is planned, to end that by throwing
public record PlanningContext(
    Database database,
    Transaction transaction,
    String branch,
    ZoneId zone,
    TableBinder binder,
    ConstantFolder folder,
    Set<Integer> wide,
    Runnable check) {

  /// @param parameters the statement's parameters; empty while it is only prepared
  public static PlanningContext of(
      Database database,
      Transaction transaction,
      String branch,
      ZoneId zone,
      Optional<Object[]> parameters,
      Runnable check) {
    return new PlanningContext(
        database,
        transaction,
        branch,
        zone,
        new TableBinder(transaction, new VersionBinder(zone, parameters)),
        new ConstantFolder(zone),
        Set.of(),
        check);
  }

  public PlanningContext withWide(Set<Integer> parameters) {
    return new PlanningContext(
        database, transaction, branch, zone, binder, folder, parameters, check);
  }
}
