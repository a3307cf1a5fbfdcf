package io.armillaria.sql.session;

import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.operator.QueryExecutor;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PlanInputs;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.schema.TableReference;
import io.armillaria.storage.catalog.VersionSelector;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.RowTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Tells a serializable transaction what a query looks at: the rows that pass the filters of each
/// of its scans, at the newest version of a table. Older versions do not change.
final class ReadNotes {
  private ReadNotes() {}

  static void note(PlannedQuery query, StatementRun run, ExecutionContext context) {
    scans(query.plan())
        .forEach(
            scan -> {
              TableReference table = query.tables().get(scan.table()).reference();
              if (table.selector() instanceof VersionSelector.Latest) {
                run.transaction().noteRead(table.ref(), table.name(), test(scan, context));
              }
            });
  }

  private static Stream<PhysicalPlan.Scan> scans(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.Scan scan
        ? Stream.of(scan)
        : PlanInputs.of(plan).stream().flatMap(ReadNotes::scans);
  }

  private static RowTest test(PhysicalPlan.Scan scan, ExecutionContext context) {
    if (scan.filters().isEmpty()) {
      return RowTest.ALL;
    }
    Object[] parameters = context.parameters().clone();
    return rows -> {
      List<TableSnapshot> tables = new ArrayList<>(context.tables());
      tables.set(scan.table(), rows);
      ExecutionContext again =
          new ExecutionContext(tables, List.of(), parameters, context.now(), context.zone(), 1);
      try (Cursor found = QueryExecutor.execute(scan, again)) {
        return found.next() != null;
      } catch (DatabaseException e) {
        // a filter that cannot be computed for a changed row would have failed the query too
        return true;
      }
    };
  }
}
