package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.operator.QueryExecutor;
import io.armillaria.execution.operator.RunFigures;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.schema.BoundSequence;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.sql.schema.TableReference;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Runs planned queries on the tables of a transaction.
final class QueryRunner {
  private static final long FEW_ROWS = 10_000;
  private static final long MANY_TIMES = 16;

  private QueryRunner() {}

  static Cursor execute(PlannedQuery query, StatementRun run) {
    return execute(query, tables(query, run), run);
  }

  /// Runs the query and counts what its operators do.
  static Cursor execute(PlannedQuery query, StatementRun run, RunFigures figures) {
    ExecutionContext context = context(query, tables(query, run), run);
    return run.session()
        .cancellation()
        .watched(QueryExecutor.execute(query.plan(), context, figures));
  }

  private static List<TableSnapshot> tables(PlannedQuery query, StatementRun run) {
    List<TableSnapshot> tables = new ArrayList<>();
    for (BoundTable.Stored table : query.tables()) {
      TableReference reference = table.reference();
      tables.add(run.transaction().table(reference.ref(), reference.name(), reference.selector()));
    }
    return tables;
  }

  /// Runs the query on tables that are given.
  static Cursor execute(PlannedQuery query, List<TableSnapshot> tables, StatementRun run) {
    return run.session()
        .cancellation()
        .watched(QueryExecutor.execute(query.plan(), context(query, tables, run)));
  }

  private static ExecutionContext context(
      PlannedQuery query, List<TableSnapshot> tables, StatementRun run) {
    List<List<Batch>> virtuals = new ArrayList<>();
    for (BoundTable.Virtual table : query.systemTables()) {
      virtuals.add(SystemRows.of(table.table(), run.session().engine().database()));
    }
    ExecutionContext context =
        new ExecutionContext(
            tables,
            virtuals,
            run.parameters(),
            run.now(),
            run.session().zone(),
            run.session().numbers().of(query.sequences()),
            // Numbers are taken in the order of the rows.
            query.sequences().isEmpty() ? run.session().engine().threads() : 1,
            run.session().engine().memory());
    if (run.serializable() || run.transaction().notesReads()) {
      ReadNotes.note(query, run, context);
    }
    return context;
  }

  /// Whether every table of the query has the schema that it was planned with, and about its rows.
  static boolean isCurrent(PlannedQuery query, Transaction transaction) {
    for (BoundTable.Stored table : query.tables()) {
      TableReference reference = table.reference();
      Optional<TableSnapshot> found =
          transaction.find(reference.ref(), reference.name(), reference.selector());
      if (found.isEmpty()
          || !isSame(table.snapshot(), found.get())
          || (query.tables().size() > 1
              && differs(found.get().rowCount(), table.snapshot().rowCount()))) {
        return false;
      }
    }
    for (BoundSequence sequence : query.sequences()) {
      if (!isCurrent(sequence, transaction)) {
        return false;
      }
    }
    return true;
  }

  /// Whether a table is the one that was planned for, with the same schema, mostly the same object.
  static boolean isSame(TableSnapshot planned, TableSnapshot now) {
    return now.id().equals(planned.id()) && Objects.equals(now.schema(), planned.schema());
  }

  /// Whether joins planned for one number of rows may be poor for the other.
  private static boolean differs(long a, long b) {
    long more = Math.max(a, b);
    return more > FEW_ROWS && more / MANY_TIMES > Math.min(a, b);
  }

  private static boolean isCurrent(BoundSequence sequence, Transaction transaction) {
    return sequence
        .reference()
        .map(
            reference ->
                transaction
                    .find(reference.ref(), reference.name(), reference.selector())
                    .flatMap(found -> found.schema().sequence())
                    .equals(Optional.of(sequence.definition())))
        .orElse(true);
  }
}
