package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.sql.parser.QueryStatement;
import io.armillaria.sql.planner.PlannedLocking;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.sql.schema.TableReference;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.LockingRead;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// SELECT ... FOR UPDATE. Its rows are complete before the first is given.
record CompiledLocking(PlannedLocking locking) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return locking.query().parameters();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.of(CompiledQuery.describe(locking.query()));
  }

  @Override
  public Effect effect() {
    return Effect.LOCKS;
  }

  @Override
  public boolean isReusable() {
    return locking.query().isReusable();
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return QueryRunner.isCurrent(locking.query(), transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    LockingRead reading = run.transaction().lockingRead(locking.branch());
    List<Batch> rows;
    do {
      rows = new Pass(reading, run.in(reading.view())).rows();
    } while (!reading.isDone());
    reading.finish();
    return new StatementResult.Rows(
        CompiledQuery.describe(locking.query()), new GivenRows(rows.iterator()));
  }

  /// One run of the query.
  private final class Pass {
    private final LockingRead reading;
    private final StatementRun run;
    private final List<TableSnapshot> tables = new ArrayList<>();
    private final int width = locking.query().columns().size();
    private long skip;
    private long left;

    Pass(LockingRead reading, StatementRun run) {
      this.reading = reading;
      this.run = run;
      if (!isCurrent(run.transaction())) {
        throw new Failure.SchemaConflict(
                "", "A table of the query was changed by another transaction. Run it again.")
            .raise();
      }
      for (BoundTable.Stored table : locking.query().tables()) {
        TableReference reference = table.reference();
        tables.add(
            run.transaction().table(reference.ref(), reference.name(), reference.selector()));
      }
      skip = number(locking.offset(), 0);
      left = number(locking.fetch(), Long.MAX_VALUE);
    }

    private long number(Optional<Expression> expression, long otherwise) {
      if (expression.isEmpty()) {
        return otherwise;
      }
      PhysicalPlan one =
          new PhysicalPlan.Values(
              List.of(List.of(expression.get())), List.of(expression.get().type()));
      PlannedQuery query = locking.query().withPlan(one);
      try (Cursor cursor = QueryRunner.execute(query, tables, run)) {
        return ((LongVector) cursor.next().columns()[0]).values()[0];
      }
    }

    List<Batch> rows() {
      List<Batch> kept = new ArrayList<>();
      try (Cursor cursor = QueryRunner.execute(locking.query(), tables, run)) {
        for (Batch batch = left > 0 ? cursor.next() : null;
            batch != null;
            batch = left > 0 ? cursor.next() : null) {
          int[] selected = new int[batch.rows()];
          int count = 0;
          for (int row = 0; row < batch.rows() && left > 0; row++) {
            if (lock(batch, row)) {
              if (skip > 0) {
                skip--;
              } else {
                selected[count++] = row;
                left--;
              }
            }
          }
          if (count > 0) {
            kept.add(copy(batch, selected, count));
          }
        }
      }
      return kept;
    }

    private boolean lock(Batch batch, int row) {
      for (PlannedLocking.Lock lock : locking.locks()) {
        long address = ((LongVector) batch.columns()[lock.column()]).values()[row];
        TableSnapshot table = tables.get(lock.table());
        switch (locking.waiting()) {
          case QueryStatement.Wait.Standard() -> reading.lock(table, address, Optional.empty());
          case QueryStatement.Wait.None() ->
              reading.lock(table, address, Optional.of(Duration.ZERO));
          case QueryStatement.Wait.Seconds(int seconds) ->
              reading.lock(table, address, Optional.of(Duration.ofSeconds(seconds)));
          case QueryStatement.Wait.SkipLocked() -> {
            if (!reading.tryLock(table, address)) {
              return false;
            }
          }
        }
      }
      return true;
    }

    private Batch copy(Batch batch, int[] selected, int count) {
      ColumnVector[] visible = Arrays.copyOf(batch.columns(), width);
      RowCollector collector = new RowCollector(locking.query().plan().types().subList(0, width));
      collector.append(new Batch(visible, batch.rows()).select(selected, count), 0);
      RowSet rows = collector.rowSet();
      return new Batch(rows.columns(), rows.rows());
    }
  }
}
