package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.memory.SpilledRows;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;

/// The rows of a file, page by page.
final class SpilledReader implements Operator {
  private final Query query;
  private final SpilledRows rows;
  private int page;

  SpilledReader(Query query, SpilledRows rows) {
    this.query = query;
    this.rows = rows;
  }

  @Override
  public Batch next() {
    query.check();
    if (page == rows.pages()) {
      return null;
    }
    Batch batch = rows.read(page++);
    query.progress().read(batch.rows());
    return batch;
  }

  /// All rows in memory; they are less than 2^30.
  static RowSet all(Query query, SpilledRows rows, List<DataType> types) {
    GrowingColumn[] columns =
        GrowingColumn.of(types.stream().map(DataType::layout).toArray(DataType.Layout[]::new));
    for (GrowingColumn column : columns) {
      column.reserve((int) rows.rows());
    }
    SpilledReader reader = new SpilledReader(query, rows);
    for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
      for (int i = 0; i < columns.length; i++) {
        columns[i].append(batch.columns()[i], null, batch.rows());
      }
    }
    return new RowSet(
        Arrays.stream(columns).map(GrowingColumn::vector).toArray(ColumnVector[]::new),
        (int) rows.rows());
  }
}
