package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Keeps all rows.
record CollectSink(RowCollector rows) implements Sink {
  CollectSink(List<DataType> types) {
    this(new RowCollector(types));
  }

  @Override
  public void take(Batch batch, int morsel) {
    rows.append(batch, morsel);
  }
}
