package io.armillaria.sql.session;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.sql.planner.PlannedQuery;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.table.TableSnapshot;
import io.armillaria.storage.txn.TableWriter;
import java.util.List;

/// Gives all rows of a table a value in one of its columns.
final class NewValues {
  private final AlteredTable table;

  NewValues(AlteredTable table) {
    this.table = table;
  }

  /// @param before the table that `query` reads; the one that is written has the same rows, but may
  ///   have another definition
  /// @param query gives the address of each row and its value
  void write(TableSnapshot before, PlannedQuery query, int ordinal) {
    StatementRun run = table.run();
    int[] ordinals = {ordinal};
    try (TableWriter writer = run.transaction().write(table.target().branch(), table.name());
        Cursor rows = QueryRunner.execute(query, List.of(before), run)) {
      for (Batch batch = rows.next(); batch != null; batch = rows.next()) {
        long[] addresses = ((LongVector) batch.columns()[0]).values();
        writer.update(addresses, batch.rows(), ordinals, new ColumnVector[] {batch.columns()[1]});
      }
      writer.finish();
    }
  }
}
