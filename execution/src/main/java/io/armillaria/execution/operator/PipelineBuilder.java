package io.armillaria.execution.operator;

import io.armillaria.execution.batch.RowSet;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.ExpressionCompiler;
import io.armillaria.execution.expression.Expressions;
import io.armillaria.execution.expression.RowFilter;
import io.armillaria.execution.memory.Reservation;
import io.armillaria.execution.plan.PhysicalPlan;
import java.util.List;
import java.util.function.Supplier;

/// Turns a plan into the pipeline that gives its rows. Whatever must be complete before its first
/// row can go on (a hash table, a sort) is run to its end on the way.
final class PipelineBuilder {
  private final Query query;

  PipelineBuilder(Query query) {
    this.query = query;
  }

  Pipeline build(PhysicalPlan plan) {
    return build(plan, List.of());
  }

  /// @param runtime which of the plan's rows do not matter
  Pipeline build(PhysicalPlan plan, List<RuntimeFilter> runtime) {
    return counted(plan, () -> uncounted(plan, runtime));
  }

  /// What `build` does and what its pipeline does counts for the operator.
  private Pipeline counted(PhysicalPlan plan, Supplier<Pipeline> build) {
    RunFigures figures = query.figures();
    if (figures == null) {
      return build.get();
    }
    figures.enter(plan);
    try {
      return figures.counted(build.get(), plan);
    } finally {
      figures.leave();
    }
  }

  private Pipeline uncounted(PhysicalPlan plan, List<RuntimeFilter> runtime) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> Pipeline.of(LookupSource.of(query, scan, runtime));
      case PhysicalPlan.Virtual virtual ->
          Pipeline.of(new BatchesSource(query, query.context().virtuals().get(virtual.source())));
      case PhysicalPlan.Values values ->
          Pipeline.of(new RowSetSource(query, ValuesRows.of(query, values), values.types()));
      case PhysicalPlan.Filter filter -> filter(build(filter.input(), runtime), filter.condition());
      case PhysicalPlan.Project project ->
          project(input(project, RuntimeFilter.below(runtime, project)), project.expressions());
      case PhysicalPlan.UnionAll union ->
          union.inputs().stream()
              .map(input -> build(input, runtime))
              .reduce(Pipeline::followedBy)
              .orElseThrow();
      case PhysicalPlan.HashJoin join ->
          new HashJoinBuilder(query, this).build(join, runtime, null);
      case PhysicalPlan.NestedLoopJoin join -> new NestedLoopJoinBuilder(query, this).build(join);
      case PhysicalPlan.Aggregate aggregate ->
          new AggregateBuilder(query)
              .build(aggregate, build(aggregate.input(), RuntimeFilter.below(runtime, aggregate)));
      case PhysicalPlan.Sort sort -> new SortBuilder(query).build(sort, build(sort.input()));
      case PhysicalPlan.Window window ->
          new WindowBuilder(query).build(window, build(window.input()));
      case PhysicalPlan.Recursion recursion -> new RecursionBuilder(query, recursion).build();
      case PhysicalPlan.Working working ->
          Pipeline.of(query.working().get(working.number()).source(query));
      case PhysicalPlan.Shared shared -> Pipeline.of(shared(shared).source(query));
      case PhysicalPlan.Series series -> Pipeline.of(SeriesSource.of(query, series));
      case PhysicalPlan.Limit limit -> limit(limit);
      case PhysicalPlan.SetOperation operation ->
          new SetOperationBuilder(query)
              .build(operation, build(operation.left()), build(operation.right()));
    };
  }

  private StoredRows shared(PhysicalPlan.Shared shared) {
    StoredRows known = query.shared().get(shared.number());
    if (known == null) {
      known = store(shared.input(), "A part that is used several times");
      query.shared().put(shared.number(), known);
    }
    return known;
  }

  /// Runs a plan to its end and keeps its rows.
  ///
  /// @param holder for messages
  StoredRows store(PhysicalPlan plan, String holder) {
    return StoredRows.of(query, holder, build(plan), plan.types());
  }

  private Pipeline filter(Pipeline input, Expression condition) {
    List<Expression> conjuncts = Conjuncts.of(condition);
    return input.then(
        upstream ->
            new FilterOperator(upstream, new RowFilter(query.compiler().compileAll(conjuncts))));
  }

  /// A join need not give the columns that a projection does not read.
  private Pipeline input(PhysicalPlan.Project project, List<RuntimeFilter> runtime) {
    if (!(project.input() instanceof PhysicalPlan.HashJoin join)) {
      return build(project.input(), runtime);
    }
    boolean[] wanted = new boolean[join.types().size()];
    for (Expression expression : project.expressions()) {
      for (int column : Expressions.columns(expression)) {
        wanted[column] = true;
      }
    }
    return counted(join, () -> new HashJoinBuilder(query, this).build(join, runtime, wanted));
  }

  private Pipeline project(Pipeline input, List<Expression> expressions) {
    return input.then(
        upstream -> {
          ExpressionCompiler compiler = query.compiler();
          return new ProjectOperator(upstream, compiler.compileAll(expressions));
        });
  }

  /// A limit below other operators: its rows are collected, and no more of the input is read than
  /// they need.
  private Pipeline limit(PhysicalPlan.Limit limit) {
    RowWindow window = RowWindow.of(query, limit.offset(), limit.fetch());
    Query part = query.part();
    Pipeline input = new PipelineBuilder(part).build(limit.input());
    Delivery delivery = Delivery.of(part, input, limit.types());
    Reservation memory = query.reserve("A LIMIT");
    try (LimitedDelivery limited = new LimitedDelivery(delivery, window, limit.types())) {
      RowSet rows = limited.collect(memory);
      return Pipeline.of(new RowSetSource(query, rows, limit.types())).releasing(memory::close);
    } finally {
      input.release();
    }
  }
}
