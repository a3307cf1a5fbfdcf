package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// An aggregate whose frames are whole partitions: computed once for each, as of groups.
record PartitionAggregate(Query query, WindowRows rows, List<DataType> inputs) {
  ColumnVector column(WindowCall.Aggregate aggregate, WindowCall call) {
    AggregateCall groups = WindowFunctions.aggregateCall(aggregate.function(), call);
    Accumulator accumulator =
        Accumulators.inMemory(query, Accumulators.likeness(groups, inputs), inputs);
    int[] arguments = Keys.array(call.arguments());
    ColumnGatherer[] gatherers =
        ColumnGatherer.of(call.arguments().stream().map(inputs::get).toList());
    int[] partitions = new int[Batch.CAPACITY];
    GrowingColumn result = GrowingColumn.of(call.type().layout());
    int partition = 0;
    for (int from = 0; from < rows.rows(); from += Batch.CAPACITY) {
      query.check();
      int count = Math.min(Batch.CAPACITY, rows.rows() - from);
      partition = number(from, count, partition, partitions);
      ColumnVector[] slices = new ColumnVector[arguments.length];
      for (int i = 0; i < arguments.length; i++) {
        slices[i] = gatherers[i].slice(rows.columns()[arguments[i]], from, count);
      }
      accumulator.add(new Batch(slices, count), slices, partitions, partition + 1);
    }
    ColumnVector values = accumulator.result(groups, rows.partitions());
    partition = 0;
    for (int from = 0; from < rows.rows(); from += Batch.CAPACITY) {
      query.check(from);
      int count = Math.min(Batch.CAPACITY, rows.rows() - from);
      partition = number(from, count, partition, partitions);
      result.append(values, partitions, count);
    }
    return result.vector();
  }

  /// Writes the partition of each row; returns the last one.
  private int number(int from, int count, int partition, int[] partitions) {
    int current = partition;
    for (int i = 0; i < count; i++) {
      while (from + i >= rows.starts()[current + 1]) {
        current++;
      }
      partitions[i] = current;
    }
    return current;
  }
}
