package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Keeps the distinct argument values of each group, and gives them to a plain accumulator at the
/// end.
final class DistinctAccumulator implements Accumulator {
  private final Supplier<Accumulator> plain;
  private final List<DataType> types;
  // keys: the group, then the arguments
  private final GroupTable table;
  private final long[] groupKeys = new long[Batch.CAPACITY];
  private final int[] entries = new int[Batch.CAPACITY];

  DistinctAccumulator(Supplier<Accumulator> plain, List<DataType> argumentTypes) {
    this.plain = plain;
    this.types = new ArrayList<>();
    types.add(Plain.BIGINT);
    types.addAll(argumentTypes);
    this.table = new GroupTable(types);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      groupKeys[i] = groups[i];
    }
    ColumnVector[] keys = new ColumnVector[types.size()];
    keys[0] = new LongVector(groupKeys, null);
    System.arraycopy(arguments, 0, keys, 1, arguments.length);
    table.assign(keys, batch, entries);
  }

  @Override
  public void merge(Accumulator other, int[] target, int count) {
    ((DistinctAccumulator) other)
        .forEachBatch(
            (groups, arguments, rows) -> {
              for (int i = 0; i < rows; i++) {
                groups[i] = target[groups[i]];
              }
              add(new Batch(arguments, rows), arguments, groups, count);
            });
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    Accumulator accumulator = plain.get();
    forEachBatch(
        (groups, arguments, rows) ->
            accumulator.add(new Batch(arguments, rows), arguments, groups, count));
    return accumulator.result(call, count);
  }

  private interface BatchConsumer {
    void accept(int[] groups, ColumnVector[] arguments, int rows);
  }

  private void forEachBatch(BatchConsumer consumer) {
    ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    ColumnVector[] keys = table.keys();
    int[] groups = new int[Batch.CAPACITY];
    for (int from = 0; from < table.groups(); from += Batch.CAPACITY) {
      int rows = Math.min(Batch.CAPACITY, table.groups() - from);
      ColumnVector[] columns = new ColumnVector[keys.length];
      for (int i = 0; i < columns.length; i++) {
        columns[i] = gatherers[i].slice(keys[i], from, rows);
      }
      long[] numbers = ((LongVector) columns[0]).values();
      for (int i = 0; i < rows; i++) {
        groups[i] = (int) numbers[i];
      }
      consumer.accept(groups, Arrays.copyOfRange(columns, 1, columns.length), rows);
    }
  }
}
