package io.armillaria.sql.planner;

import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.parser.QueryStatement;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Plans SELECT ... FOR UPDATE: the query, and where to find the rows that it locks.
public final class LockingPlanner {
  private final PlanningContext context;

  public LockingPlanner(PlanningContext context) {
    this.context = context;
  }

  /// @throws io.armillaria.storage.failure.DatabaseException Unsupported for queries whose rows are
  ///   not rows of tables, ReadOnly for old versions and system tables
  public PlannedLocking plan(QueryStatement.ForUpdate statement) {
    LockedTables named = new LockedTables(statement.query());
    PlannedQuery query = new QueryPlanner(context).plan(statement.query());
    List<BoundTable.Stored> tables = named.among(query.tables(), statement.tables());
    tables.forEach(LockingPlanner::checkNewest);
    Set<Integer> indexes =
        tables.stream().map(BoundTable::index).collect(Collectors.toUnmodifiableSet());
    AddressedPlan addressed = new AddressedPlan(indexes);
    PhysicalPlan plan = addressed.rewritten(query.plan());
    return new PlannedLocking(
        query.withPlan(plan),
        addressed.locks(),
        branch(tables),
        addressed.offset(),
        addressed.fetch(),
        statement.waiting());
  }

  private static void checkNewest(BoundTable.Stored table) {
    if (!(table.reference().selector() instanceof VersionSelector.Latest)) {
      throw new Failure.ReadOnly(
              "FOR UPDATE cannot lock " + table.title() + ": older versions do not change.")
          .raise();
    }
  }

  private static Optional<String> branch(List<BoundTable.Stored> tables) {
    List<Optional<String>> branches =
        tables.stream().map(table -> table.reference().ref()).distinct().toList();
    if (branches.size() > 1) {
      throw new Failure.InvalidTransactionState(
              "FOR UPDATE locks rows of one branch, as a transaction writes one; name the tables of"
                  + " one after OF.")
          .raise();
    }
    return branches.isEmpty() ? Optional.empty() : branches.getFirst();
  }
}
