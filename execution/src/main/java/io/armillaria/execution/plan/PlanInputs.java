package io.armillaria.execution.plan;

import io.armillaria.execution.expression.Expression;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The plans directly below a plan.
public final class PlanInputs {
  private PlanInputs() {}

  public static List<PhysicalPlan> of(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Scan _,
          PhysicalPlan.Virtual _,
          PhysicalPlan.Values _,
          PhysicalPlan.Series _,
          PhysicalPlan.Working _ ->
          List.of();
      case PhysicalPlan.Filter filter -> List.of(filter.input());
      case PhysicalPlan.Project project -> List.of(project.input());
      case PhysicalPlan.HashJoin join -> List.of(join.left(), join.right());
      case PhysicalPlan.NestedLoopJoin join -> List.of(join.left(), join.right());
      case PhysicalPlan.Aggregate aggregate -> List.of(aggregate.input());
      case PhysicalPlan.Window window -> List.of(window.input());
      case PhysicalPlan.Sort sort -> List.of(sort.input());
      case PhysicalPlan.Limit limit -> List.of(limit.input());
      case PhysicalPlan.UnionAll union -> union.inputs();
      case PhysicalPlan.SetOperation operation -> List.of(operation.left(), operation.right());
      case PhysicalPlan.Recursion recursion -> List.of(recursion.seed(), recursion.step());
      case PhysicalPlan.Shared shared -> List.of(shared.input());
    };
  }

  /// The expressions that the plan itself computes.
  public static List<Expression> expressions(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> scan.filters();
      case PhysicalPlan.Values values -> values.rows().stream().flatMap(List::stream).toList();
      case PhysicalPlan.Filter filter -> List.of(filter.condition());
      case PhysicalPlan.Project project -> project.expressions();
      case PhysicalPlan.HashJoin join -> join.residual().stream().toList();
      case PhysicalPlan.NestedLoopJoin join -> join.condition().stream().toList();
      case PhysicalPlan.Sort sort ->
          Stream.concat(sort.offset().stream(), sort.fetch().stream()).toList();
      case PhysicalPlan.Limit limit ->
          Stream.concat(limit.offset().stream(), limit.fetch().stream()).toList();
      case PhysicalPlan.Series series -> List.of(series.from(), series.to(), series.step());
      case PhysicalPlan.Virtual _,
          PhysicalPlan.Aggregate _,
          PhysicalPlan.Window _,
          PhysicalPlan.UnionAll _,
          PhysicalPlan.SetOperation _,
          PhysicalPlan.Recursion _,
          PhysicalPlan.Working _,
          PhysicalPlan.Shared _ ->
          List.of();
    };
  }

  /// The plan with each of those replaced.
  public static PhysicalPlan mapped(PhysicalPlan plan, UnaryOperator<PhysicalPlan> map) {
    return switch (plan) {
      case PhysicalPlan.Scan _,
          PhysicalPlan.Virtual _,
          PhysicalPlan.Values _,
          PhysicalPlan.Series _,
          PhysicalPlan.Working _ ->
          plan;
      case PhysicalPlan.Filter(var input, var condition) ->
          new PhysicalPlan.Filter(map.apply(input), condition);
      case PhysicalPlan.Project(var input, var expressions) ->
          new PhysicalPlan.Project(map.apply(input), expressions);
      case PhysicalPlan.HashJoin join ->
          new PhysicalPlan.HashJoin(
              map.apply(join.left()),
              map.apply(join.right()),
              join.kind(),
              join.leftKeys(),
              join.rightKeys(),
              join.nullSafe(),
              join.residual());
      case PhysicalPlan.NestedLoopJoin(var left, var right, var kind, var condition) ->
          new PhysicalPlan.NestedLoopJoin(map.apply(left), map.apply(right), kind, condition);
      case PhysicalPlan.Aggregate(var input, var keys, var sets, var calls) ->
          new PhysicalPlan.Aggregate(map.apply(input), keys, sets, calls);
      case PhysicalPlan.Window(var input, var partition, var order, var calls) ->
          new PhysicalPlan.Window(map.apply(input), partition, order, calls);
      case PhysicalPlan.Sort(var input, var keys, var offset, var fetch) ->
          new PhysicalPlan.Sort(map.apply(input), keys, offset, fetch);
      case PhysicalPlan.Limit(var input, var offset, var fetch) ->
          new PhysicalPlan.Limit(map.apply(input), offset, fetch);
      case PhysicalPlan.UnionAll(var inputs) ->
          new PhysicalPlan.UnionAll(inputs.stream().map(map).toList());
      case PhysicalPlan.SetOperation(var left, var right, var kind, boolean all) ->
          new PhysicalPlan.SetOperation(map.apply(left), map.apply(right), kind, all);
      case PhysicalPlan.Recursion(var seed, var step, int working, boolean all) ->
          new PhysicalPlan.Recursion(map.apply(seed), map.apply(step), working, all);
      case PhysicalPlan.Shared(int id, var input) -> new PhysicalPlan.Shared(id, map.apply(input));
    };
  }
}
