package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Keeps all rows in memory.
record CollectSink(RowCollector rows, Reservation memory) implements Sink {
  CollectSink(List<DataType> types, Reservation memory) {
    this(new RowCollector(types), memory);
  }

  @Override
  public void take(Batch batch, int morsel) {
    memory.hold(rows.bytes() + rows.growth(batch));
    rows.append(batch, morsel);
  }
}
