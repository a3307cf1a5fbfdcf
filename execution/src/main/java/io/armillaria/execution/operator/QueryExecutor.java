package io.armillaria.execution.operator;

import io.armillaria.execution.batch.Cursor;
import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.execution.plan.PhysicalPlan;

/// Runs physical plans.
public final class QueryExecutor {
  private QueryExecutor() {}

  /// Starts a plan; it runs while the cursor is pulled. Rows come in the plan's order where it
  /// sorts, else in the order of the input where that costs nothing.
  public static Cursor execute(PhysicalPlan plan, ExecutionContext context) {
    return new StreamingCursor(new Query(context, null), plan);
  }

  /// Like [#execute(PhysicalPlan, ExecutionContext)], and counts what each operator does.
  public static Cursor execute(PhysicalPlan plan, ExecutionContext context, RunFigures figures) {
    return new StreamingCursor(new Query(context, figures), plan);
  }
}
