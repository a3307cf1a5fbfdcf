package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.sql.planner.PlannedChange;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.sql.schema.TableReference;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.TableWriter;
import io.armillaria.storage.txn.Transaction;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// UPDATE and DELETE.
record CompiledChange(PlannedChange change) implements CompiledStatement {
  @Override
  public List<DataType> parameters() {
    return change.query().parameters();
  }

  @Override
  public Optional<List<ColumnDescription>> columns() {
    return Optional.empty();
  }

  @Override
  public Effect effect() {
    return Effect.WRITES;
  }

  @Override
  public boolean isReusable() {
    return change.query().isReusable();
  }

  @Override
  public boolean isCurrent(Transaction transaction) {
    return QueryRunner.isCurrent(change.query(), transaction);
  }

  @Override
  public StatementResult run(StatementRun run) {
    int[] ordinals = change.ordinals().stream().mapToInt(Integer::intValue).toArray();
    try (TableWriter writer =
            run.transaction().write(change.target().branch(), change.target().name());
        Cursor rows = QueryRunner.execute(change.query(), tables(writer, run), run)) {
      long count = 0;
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        long[] addresses = ((LongVector) batch.columns()[0]).values();
        run.transaction()
            .respectLocks(change.target().branch(), writer.base(), addresses, batch.rows());
        write(writer, batch, ordinals);
        count += batch.rows();
      }
      writer.finish();
      return new StatementResult.Count(count);
    }
  }

  /// The addresses are those of the writer's snapshot, so that is what the target reads.
  private List<TableSnapshot> tables(TableWriter writer, StatementRun run) {
    List<TableSnapshot> tables = new ArrayList<>();
    PlannedQuery query = change.query();
    for (BoundTable.Stored table : query.tables()) {
      TableReference reference = table.reference();
      tables.add(
          table.hasAddress()
              ? writer.base()
              : run.transaction().table(reference.ref(), reference.name(), reference.selector()));
    }
    return tables;
  }

  private static void write(TableWriter writer, Batch batch, int[] ordinals) {
    long[] addresses = ((LongVector) batch.columns()[0]).values();
    if (ordinals.length == 0) {
      writer.delete(addresses, batch.rows());
    } else {
      ColumnVector[] values = Arrays.copyOfRange(batch.columns(), 1, batch.columns().length);
      writer.update(addresses, batch.rows(), ordinals, values);
    }
  }
}
