package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.expression.Constants;
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
final class GroupedState implements HashedGroups {
  private final Query query;
  private final PhysicalPlan.Aggregate plan;
  private final List<Integer> set;
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

  /// @param allotment of the aggregation
  /// @param set the grouping set
  /// @param keyColumns the columns of the input that it groups by
  GroupedState(
      Query query,
      Allotment allotment,
      PhysicalPlan.Aggregate plan,
      List<Integer> set,
      int[] keyColumns) {
    this.query = query;
    this.plan = plan;
    this.set = set;
    List<DataType> inputs = plan.input().types();
    this.keyColumns = keyColumns;
    this.calls = plan.calls();
    List<Likeness> wanted = calls.stream().map(c -> Accumulators.likeness(c, inputs)).toList();
    this.states = wanted.stream().distinct().toList();
    this.stateOf = wanted.stream().mapToInt(states::indexOf).toArray();
    this.arguments = states.stream().map(s -> Keys.array(s.arguments())).toArray(int[][]::new);
    this.table = new GroupTable(query, Arrays.stream(keyColumns).mapToObj(inputs::get).toList());
    this.accumulators =
        states.stream()
            .map(state -> Accumulators.of(query, allotment, state, inputs, rows))
            .toArray(Accumulator[]::new);
  }

  @Override
  public void add(Batch batch, int side) {
    table.assign(Keys.of(batch.columns(), keyColumns), batch, groups);
    for (int i = 0; i < accumulators.length; i++) {
      Batch passed = filtered(batch, states.get(i).filter());
      if (passed.selected() > 0) {
        accumulators[i].add(passed, Keys.of(batch.columns(), arguments[i]), groups, table.groups());
      }
    }
    rows.add(batch, null, groups, table.groups());
  }

  @Override
  public void merge(HashedGroups others, HashRange range) {
    GroupedState other = (GroupedState) others;
    int[] target = new int[other.table.groups()];
    table.adopt(other.table, range, target);
    for (int i = 0; i < accumulators.length; i++) {
      query.check();
      accumulators[i].merge(other.accumulators[i], target, table.groups());
    }
    rows.merge(other.rows, target, table.groups());
  }

  @Override
  public int count(HashRange range) {
    return table.count(range);
  }

  @Override
  public long bytes() {
    return table.bytes() + stateBytes(table.groups());
  }

  @Override
  public long bytesWith(Batch batch) {
    return table.bytes()
        + table.growth(Keys.of(batch.columns(), keyColumns), batch)
        + stateBytes(keyColumns.length == 0 ? 1 : table.groups() + batch.selected());
  }

  @Override
  public boolean slim() {
    return table.dropShortcut();
  }

  @Override
  public boolean relieve() {
    boolean relieved = false;
    for (Accumulator accumulator : accumulators) {
      relieved |= accumulator.relieve();
    }
    return relieved;
  }

  @Override
  public Source output() {
    int groups = keyColumns.length == 0 ? 1 : table.groups();
    int keys = plan.keys().size();
    ColumnVector[] columns = new ColumnVector[keys + calls.size()];
    ColumnVector[] present = table.keys();
    for (int key = 0; key < keys; key++) {
      int place = set.indexOf(key);
      columns[key] =
          place >= 0
              ? present[place]
              : Constants.column(null, plan.types().get(key).layout(), groups);
    }
    for (int call = 0; call < calls.size(); call++) {
      query.check();
      columns[keys + call] = accumulators[stateOf[call]].result(calls.get(call), groups);
    }
    return new RowSetSource(query, new RowSet(columns, groups), plan.types());
  }

  @Override
  public void close() {
    for (Accumulator accumulator : accumulators) {
      accumulator.close();
    }
  }

  private long stateBytes(int groups) {
    long bytes = rows.bytes(groups);
    for (Accumulator accumulator : accumulators) {
      bytes += accumulator.bytes(groups);
    }
    return bytes;
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
