package io.armillaria.sql.planner;

import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PlanInputs;
import java.util.HashMap;
import java.util.Map;

/// Lets parts of a plan that occur several times, as a common table expression does, be computed
/// once: those that have to be complete before their first row goes on anyway.
final class SharedPlans {
  private final Map<PhysicalPlan, Integer> occurrences = new HashMap<>();
  private final Map<PhysicalPlan, PhysicalPlan> shared = new HashMap<>();

  private SharedPlans() {}

  static PhysicalPlan shared(PhysicalPlan plan) {
    SharedPlans plans = new SharedPlans();
    plans.count(plan);
    return plans.occurrences.values().stream().anyMatch(times -> times > 1)
        ? plans.rewritten(plan)
        : plan;
  }

  private void count(PhysicalPlan plan) {
    if (isWorthwhile(plan) && occurrences.merge(plan, 1, Integer::sum) > 1) {
      return;
    }
    PlanInputs.of(plan).forEach(this::count);
  }

  private PhysicalPlan rewritten(PhysicalPlan plan) {
    if (occurrences.getOrDefault(plan, 0) < 2) {
      return PlanInputs.mapped(plan, this::rewritten);
    }
    PhysicalPlan known = shared.get(plan);
    if (known == null) {
      known = new PhysicalPlan.Shared(shared.size(), PlanInputs.mapped(plan, this::rewritten));
      shared.put(plan, known);
    }
    return known;
  }

  private static boolean isWorthwhile(PhysicalPlan plan) {
    return isComplete(plan) && !isVolatile(plan);
  }

  private static boolean isComplete(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Filter filter -> isComplete(filter.input());
      case PhysicalPlan.Project project -> isComplete(project.input());
      case PhysicalPlan.Aggregate _,
          PhysicalPlan.Window _,
          PhysicalPlan.SetOperation _,
          PhysicalPlan.Recursion _,
          PhysicalPlan.Sort _ ->
          true;
      default -> false;
    };
  }

  /// Whether the plan may give other rows when it is run again: chance, sequences, recursion.
  private static boolean isVolatile(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.Working
        || PlanInputs.expressions(plan).stream().anyMatch(ConstantFolder::differs)
        || PlanInputs.of(plan).stream().anyMatch(SharedPlans::isVolatile);
  }
}
