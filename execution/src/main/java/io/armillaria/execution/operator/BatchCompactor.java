package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Turns batches into batches without a selection.
final class BatchCompactor {
  private final ColumnGatherer[] gatherers;

  BatchCompactor(List<DataType> types) {
    gatherers = ColumnGatherer.of(types);
  }

  /// The rows that count; the batch itself when all do.
  Batch compact(Batch batch) {
    return batch.selection() == null ? batch : copy(batch);
  }

  /// The rows that count, in this compactor's own arrays, except that bytes are shared.
  Batch copy(Batch batch) {
    ColumnVector[] columns = new ColumnVector[gatherers.length];
    for (int i = 0; i < columns.length; i++) {
      ColumnVector source = batch.columns()[i];
      columns[i] =
          batch.selection() == null
              ? gatherers[i].slice(source, 0, batch.rows())
              : gatherers[i].gather(source, batch.selection(), batch.selected());
    }
    return new Batch(columns, batch.selected());
  }
}
