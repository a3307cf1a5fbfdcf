package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PlanInputs;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Puts the joins of a plan into the order that costs least by estimate. A hash join's table is
/// made from its right input; here that becomes the smaller one.
final class JoinReordering {
  /// More inputs than a set of bits holds are left in their order.
  private static final int MOST_INPUTS = 60;

  private final Estimator estimator;
  private final Runnable check;

  private JoinReordering(Estimator estimator, Runnable check) {
    this.estimator = estimator;
    this.check = check;
  }

  /// @param check called often, to end the work by throwing
  static PhysicalPlan reordered(PhysicalPlan plan, Estimator estimator, Runnable check) {
    return new JoinReordering(estimator, check).visit(plan);
  }

  private PhysicalPlan visit(PhysicalPlan plan) {
    if (plan instanceof PhysicalPlan.HashJoin || plan instanceof PhysicalPlan.NestedLoopJoin) {
      JoinRegion region = JoinRegion.of(plan);
      int inputs = region.inputs().size();
      if (inputs > 1 && inputs <= MOST_INPUTS) {
        return JoinOrder.ordered(region.mapped(this::visit), estimator, check);
      }
    }
    return oriented(PlanInputs.mapped(plan, this::visit));
  }

  private PhysicalPlan oriented(PhysicalPlan plan) {
    return plan instanceof PhysicalPlan.HashJoin join && isTurned(join) ? turned(join) : plan;
  }

  private boolean isTurned(PhysicalPlan.HashJoin join) {
    return switch (join.kind()) {
      case INNER, LEFT, RIGHT, FULL -> estimator.rows(join.left()) < estimator.rows(join.right());
      case SEMI, ANTI, NULL_AWARE_ANTI, LEFT_SINGLE, RIGHT_SEMI, RIGHT_ANTI -> false;
    };
  }

  private static PhysicalPlan turned(PhysicalPlan.HashJoin join) {
    int left = join.left().types().size();
    int right = join.right().types().size();
    int[] places =
        IntStream.range(0, left + right).map(i -> i < left ? i + right : i - left).toArray();
    Optional<Expression> residual = join.residual().map(each -> Columns.moved(each, places));
    PhysicalPlan joined =
        new PhysicalPlan.HashJoin(
            /* left= */ join.right(),
            /* right= */ join.left(),
            switch (join.kind()) {
              case LEFT -> JoinKind.RIGHT;
              case RIGHT -> JoinKind.LEFT;
              default -> join.kind();
            },
            /* leftKeys= */ join.rightKeys(),
            /* rightKeys= */ join.leftKeys(),
            join.nullSafe(),
            residual);
    List<Expression> columns = Plans.columns(joined);
    return Plans.project(joined, IntStream.of(places).mapToObj(columns::get).toList());
  }
}
