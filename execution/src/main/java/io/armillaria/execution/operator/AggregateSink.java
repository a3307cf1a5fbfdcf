package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.plan.PhysicalPlan;
import java.util.List;

/// One worker's groups, of each grouping set.
final class AggregateSink implements Sink {
  private final List<GroupedState> sets;

  AggregateSink(PhysicalPlan.Aggregate plan) {
    sets =
        plan.groupingSets().stream()
            .map(
                set ->
                    new GroupedState(
                        plan, set.stream().mapToInt(at -> plan.keys().get(at)).toArray()))
            .toList();
  }

  List<GroupedState> sets() {
    return sets;
  }

  @Override
  public void take(Batch batch, int morsel) {
    sets.forEach(set -> set.add(batch));
  }
}
