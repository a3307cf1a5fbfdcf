package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowCollector;
import io.armillaria.execution.batch.RowSet;
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

  /// The rows of all sinks in the order of the morsels. What the result takes is held by the first
  /// sink's reservation.
  static RowSet inOrder(List<CollectSink> sinks) {
    long bytes = sinks.stream().mapToLong(sink -> sink.rows.bytes()).sum();
    Reservation result = sinks.getFirst().memory;
    result.hold(sinks.getFirst().rows.bytes() + (sinks.size() == 1 ? 0 : bytes));
    RowSet rows = RowCollector.inOrder(sinks.stream().map(CollectSink::rows).toList());
    result.shrink(bytes);
    sinks.stream().skip(1).forEach(sink -> sink.memory.close());
    return rows;
  }
}
