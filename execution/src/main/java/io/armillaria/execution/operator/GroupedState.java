package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.operator.Accumulators.Likeness;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// The groups of one grouping set and the accumulators of all calls.
final class GroupedState {
  private final int[] keyColumns;
  private final List<AggregateCall> calls;
  private final int[][] arguments;
  private final int[] stateOf;
  private final GroupTable table;
  // counts the rows of each group
  private final Presence rows = new Presence(null);
  private final List<Likeness> states;
  private final Accumulator[] accumulators;
  private final int[] groups = new int[Batch.CAPACITY];
  private final int[] passing = new int[Batch.CAPACITY];

  /// @param keyColumns the columns of the input that this set groups by
  GroupedState(PhysicalPlan.Aggregate plan, int[] keyColumns) {
    List<DataType> inputs = plan.input().types();
    this.keyColumns = keyColumns;
    this.calls = plan.calls();
    List<Likeness> wanted = calls.stream().map(c -> Accumulators.likeness(c, inputs)).toList();
    this.states = wanted.stream().distinct().toList();
    this.stateOf = wanted.stream().mapToInt(states::indexOf).toArray();
    this.arguments = states.stream().map(s -> Keys.array(s.arguments())).toArray(int[][]::new);
    this.table = new GroupTable(Arrays.stream(keyColumns).mapToObj(inputs::get).toList());
    this.accumulators =
        states.stream()
            .map(state -> Accumulators.of(state, inputs, rows))
            .toArray(Accumulator[]::new);
  }

  void add(Batch batch) {
    table.assign(Keys.of(batch.columns(), keyColumns), batch, groups);
    for (int i = 0; i < accumulators.length; i++) {
      Batch passed = filtered(batch, states.get(i).filter());
      if (passed.selected() > 0) {
        accumulators[i].add(passed, Keys.of(batch.columns(), arguments[i]), groups, table.groups());
      }
    }
    rows.add(batch, null, groups, table.groups());
  }

  void merge(GroupedState other) {
    int[] target = new int[other.table.groups()];
    table.adopt(other.table, target);
    for (int i = 0; i < accumulators.length; i++) {
      accumulators[i].merge(other.accumulators[i], target, table.groups());
    }
    rows.merge(other.rows, target, table.groups());
  }

  int groups() {
    return keyColumns.length == 0 ? 1 : table.groups();
  }

  ColumnVector[] keys() {
    return table.keys();
  }

  ColumnVector result(int call) {
    return accumulators[stateOf[call]].result(calls.get(call), groups());
  }

  private Batch filtered(Batch batch, OptionalLong filter) {
    if (filter.isEmpty()) {
      return batch;
    }
    LongVector holds = (LongVector) batch.columns()[(int) filter.getAsLong()];
    int count = 0;
    for (int k = 0; k < batch.selected(); k++) {
      int i = batch.selection() == null ? k : batch.selection()[k];
      passing[count] = i;
      count += holds.values()[i] != 0 && !holds.isNull(i) ? 1 : 0;
    }
    return batch.select(passing, count);
  }
}
