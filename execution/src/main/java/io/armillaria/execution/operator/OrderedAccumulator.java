package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.ColumnGatherer;
import io.armillaria.execution.batch.GrowingColumn;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Aggregates that see a group's rows in an order: keeps all rows and sorts them at the end.
final class OrderedAccumulator implements Accumulator {
  private final Query query;
  private final List<DataType> types;
  private final List<SortKey> order;
  // the group, then the arguments
  private final GrowingColumn[] columns;
  private final long[] numbers = new long[Batch.CAPACITY];

  OrderedAccumulator(Query query, List<DataType> arguments, List<SortKey> argumentOrder) {
    this.query = query;
    types = new ArrayList<>();
    types.add(Plain.BIGINT);
    types.addAll(arguments);
    order = new ArrayList<>();
    order.add(new SortKey(0, false, false));
    argumentOrder.forEach(
        key -> order.add(new SortKey(key.column() + 1, key.descending(), key.nullsFirst())));
    columns =
        types.stream().map(type -> GrowingColumn.of(type.layout())).toArray(GrowingColumn[]::new);
  }

  @Override
  public void add(Batch batch, ColumnVector[] arguments, int[] groups, int count) {
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      numbers[i] = groups[i];
    }
    columns[0].append(new LongVector(numbers, null), batch.selection(), batch.selected());
    for (int i = 0; i < arguments.length; i++) {
      columns[i + 1].append(arguments[i], batch.selection(), batch.selected());
    }
  }

  @Override
  public void merge(Accumulator other, int[] target, int groupCount) {
    OrderedAccumulator from = (OrderedAccumulator) other;
    ColumnVector[] vectors = from.vectors();
    ColumnGatherer[] gatherers = ColumnGatherer.of(types);
    int[] taken = new int[Batch.CAPACITY];
    for (int first = 0; first < from.columns[0].rows(); first += Batch.CAPACITY) {
      query.check(first);
      int rows = Math.min(Batch.CAPACITY, from.columns[0].rows() - first);
      long[] groups = ((LongVector) gatherers[0].slice(vectors[0], first, rows)).values();
      int count = 0;
      for (int i = 0; i < rows; i++) {
        groups[i] = target[(int) groups[i]];
        taken[count] = i;
        count += groups[i] >= 0 ? 1 : 0;
      }
      columns[0].append(new LongVector(groups, null), taken, count);
      for (int i = 1; i < columns.length; i++) {
        columns[i].append(gatherers[i].slice(vectors[i], first, rows), taken, count);
      }
    }
  }

  @Override
  public long bytes(int groups) {
    long bytes = (long) IndexSort.BYTES_A_ROW * columns[0].rows();
    for (GrowingColumn column : columns) {
      bytes += 2 * column.bytes();
    }
    return bytes;
  }

  @Override
  public ColumnVector result(AggregateCall call, int count) {
    ColumnVector[] vectors = vectors();
    int[] rows = IndexSort.sorted(query, vectors, order, columns[0].rows());
    long[] groups = ((LongVector) vectors[0]).values();
    OrderedFunction function =
        OrderedFunction.of(call, Arrays.copyOfRange(vectors, 1, vectors.length));
    GroupValues results = new GroupValues(call.type().layout());
    results.reserve(count);
    for (int from = 0; from < rows.length; ) {
      query.check();
      int group = (int) groups[rows[from]];
      int to = from;
      while (to < rows.length && groups[rows[to]] == group) {
        query.check(to);
        to++;
      }
      function.compute(rows, from, to, results, group);
      from = to;
    }
    return results.vector(count);
  }

  private ColumnVector[] vectors() {
    return Arrays.stream(columns).map(GrowingColumn::vector).toArray(ColumnVector[]::new);
  }
}
