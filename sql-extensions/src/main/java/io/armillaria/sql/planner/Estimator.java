package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Expressions;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.sql.planner.Estimate.UniqueKey;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.TableSchema;
import io.armillaria.storage.table.TableSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Estimates the rows of plans from the statistics of the tables' leaves.
public final class Estimator {
  private static final double UNKNOWN_ROWS = 1000;
  // of one round of a recursion
  private static final double WORKING_ROWS = 100;

  /// What a condition of a join beside equal keys lets through.
  private static final double RESIDUAL = 0.5;

  private final List<BoundTable.Stored> tables;
  private final IdentityHashMap<PhysicalPlan, Estimate> known = new IdentityHashMap<>();

  public Estimator(List<BoundTable.Stored> tables) {
    this.tables = tables;
  }

  /// The rows that a plan is thought to give.
  public double rows(PhysicalPlan plan) {
    return of(plan).rows();
  }

  Estimate of(PhysicalPlan plan) {
    Estimate before = known.get(plan);
    if (before != null) {
      return before;
    }
    Estimate estimate = compute(plan);
    known.put(plan, estimate);
    return estimate;
  }

  private Estimate compute(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> filtered(scan(scan), scan.filters());
      case PhysicalPlan.Virtual _ -> unknown(plan, UNKNOWN_ROWS);
      case PhysicalPlan.Values values -> unknown(plan, values.rows().size());
      case PhysicalPlan.Filter(PhysicalPlan input, Expression condition) ->
          filtered(of(input), Plans.conjuncts(condition));
      case PhysicalPlan.Project(PhysicalPlan input, List<Expression> expressions) ->
          project(of(input), expressions);
      case PhysicalPlan.HashJoin join -> hashJoin(join);
      case PhysicalPlan.NestedLoopJoin join -> nestedLoop(join);
      case PhysicalPlan.Aggregate aggregate -> aggregate(of(aggregate.input()), aggregate);
      case PhysicalPlan.Window window -> windowed(of(window.input()), window.calls().size());
      case PhysicalPlan.Sort sort -> limited(of(sort.input()), sort.fetch());
      case PhysicalPlan.Limit limit -> limited(of(limit.input()), limit.fetch());
      case PhysicalPlan.UnionAll(List<PhysicalPlan> inputs) ->
          unknown(plan, inputs.stream().mapToDouble(this::rows).sum());
      case PhysicalPlan.Recursion _, PhysicalPlan.Series _ -> unknown(plan, UNKNOWN_ROWS);
      case PhysicalPlan.Working _ -> unknown(plan, WORKING_ROWS);
      case PhysicalPlan.Shared shared -> of(shared.input());
      case PhysicalPlan.SetOperation operation -> {
        Estimate left = of(operation.left());
        yield left.reducedTo(left.rows() / 2);
      }
    };
  }

  private static Estimate unknown(PhysicalPlan plan, double rows) {
    return new Estimate(
        rows, Collections.nCopies(plan.types().size(), ColumnEstimate.unknown(rows)), List.of());
  }

  private Estimate scan(PhysicalPlan.Scan scan) {
    TableSnapshot table = tables.get(scan.table()).snapshot();
    TableSchema schema = table.schema();
    double rows = (double) table.rowCount();
    List<ColumnEstimate> columns = new ArrayList<>();
    for (int id : scan.columns()) {
      int ordinal = schema.ordinalOfId(id);
      Column column = schema.columns().get(ordinal);
      columns.add(TableStatistics.of(table, column));
    }
    if (scan.address()) {
      columns.add(ColumnEstimate.unknown(rows));
    }
    Set<Integer> key =
        schema.primaryKey().stream()
            .map(id -> scan.columns().indexOf(id))
            .collect(Collectors.toSet());
    boolean whole = !key.isEmpty() && !key.contains(-1);
    if (whole && key.size() == 1) {
      int only = key.iterator().next();
      columns.set(only, columns.get(only).unique(Math.max(1, rows)));
    }
    return new Estimate(rows, columns, whole ? List.of(new UniqueKey(key, rows)) : List.of());
  }

  private static Estimate filtered(Estimate input, List<Expression> conjuncts) {
    if (conjuncts.isEmpty()) {
      return input;
    }
    Selectivity selectivity = new Selectivity(input.columns());
    double rows = input.rows() * selectivity.of(conjuncts);
    List<ColumnEstimate> narrowed = selectivity.narrowed(conjuncts);
    return new Estimate(
        rows,
        narrowed.stream().map(column -> column.among(input.rows(), rows)).toList(),
        input.keys());
  }

  private static Estimate project(Estimate input, List<Expression> expressions) {
    List<ColumnEstimate> columns = new ArrayList<>();
    for (Expression expression : expressions) {
      columns.add(
          expression instanceof Expression.Column(int index, _)
              ? input.columns().get(index)
              : computed(input, expression));
    }
    List<UniqueKey> keys = new ArrayList<>();
    for (UniqueKey key : input.keys()) {
      Set<Integer> places =
          key.columns().stream()
              .map(column -> place(expressions, column))
              .collect(Collectors.toSet());
      if (!places.contains(-1)) {
        keys.add(new UniqueKey(places, key.domain()));
      }
    }
    return new Estimate(input.rows(), columns, keys);
  }

  /// A value computed from columns has no more values than their combinations.
  private static ColumnEstimate computed(Estimate input, Expression expression) {
    double combinations = 1;
    for (int column : Expressions.columns(expression)) {
      combinations *= input.columns().get(column).distinct();
    }
    return ColumnEstimate.unknown(Math.min(input.rows(), combinations));
  }

  private static int place(List<Expression> expressions, int column) {
    return IntStream.range(0, expressions.size())
        .filter(
            i -> expressions.get(i) instanceof Expression.Column(int index, _) && index == column)
        .findFirst()
        .orElse(-1);
  }

  private Estimate hashJoin(PhysicalPlan.HashJoin join) {
    Estimate left = of(join.left());
    Estimate right = of(join.right());
    double residual = join.residual().isPresent() ? RESIDUAL : 1;
    return switch (join.kind()) {
      case SEMI -> semi(left, right, join.leftKeys(), join.rightKeys(), residual, false);
      case ANTI, NULL_AWARE_ANTI ->
          semi(left, right, join.leftKeys(), join.rightKeys(), residual, true);
      case RIGHT_SEMI -> semi(right, left, join.rightKeys(), join.leftKeys(), residual, false);
      case RIGHT_ANTI -> semi(right, left, join.rightKeys(), join.leftKeys(), residual, true);
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> {
        Estimate inner = joined(left, right, join.leftKeys(), join.rightKeys(), residual);
        yield outer(inner, join.kind(), left.rows(), right.rows());
      }
    };
  }

  private Estimate nestedLoop(PhysicalPlan.NestedLoopJoin join) {
    Estimate left = of(join.left());
    Estimate right = of(join.right());
    double residual = join.condition().isPresent() ? RESIDUAL : 1;
    return switch (join.kind()) {
      case SEMI, ANTI, NULL_AWARE_ANTI -> left.reducedTo(left.rows() / 2);
      case RIGHT_SEMI, RIGHT_ANTI -> right.reducedTo(right.rows() / 2);
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE ->
          outer(
              joined(left, right, List.of(), List.of(), residual),
              join.kind(),
              left.rows(),
              right.rows());
    };
  }

  private static Estimate outer(Estimate inner, JoinKind kind, double left, double right) {
    double least =
        switch (kind) {
          case LEFT, LEFT_SINGLE -> left;
          case RIGHT -> right;
          case FULL -> Math.max(left, right);
          case INNER, SEMI, ANTI, NULL_AWARE_ANTI, RIGHT_SEMI, RIGHT_ANTI -> 0;
        };
    double rows = kind == JoinKind.LEFT_SINGLE ? left : Math.max(inner.rows(), least);
    return new Estimate(rows, inner.columns(), inner.keys());
  }

  /// An inner join on these keys, of whose pairs `residual` pass.
  static Estimate joined(
      Estimate left,
      Estimate right,
      List<Integer> leftKeys,
      List<Integer> rightKeys,
      double residual) {
    double rows =
        left.rows() * right.rows() / combinations(left, right, leftKeys, rightKeys) * residual;
    int width = left.columns().size();
    List<ColumnEstimate> columns = new ArrayList<>();
    left.columns().forEach(column -> columns.add(column.among(left.rows(), rows)));
    right.columns().forEach(column -> columns.add(column.among(right.rows(), rows)));
    for (int i = 0; i < leftKeys.size(); i++) {
      int a = leftKeys.get(i);
      int b = width + rightKeys.get(i);
      double fewer = Math.min(columns.get(a).distinct(), columns.get(b).distinct());
      columns.set(a, columns.get(a).withDistinct(fewer));
      columns.set(b, columns.get(b).withDistinct(fewer));
    }
    List<UniqueKey> keys = new ArrayList<>();
    if (key(right, rightKeys).isPresent()) {
      keys.addAll(left.keys());
    }
    if (key(left, leftKeys).isPresent()) {
      right
          .keys()
          .forEach(key -> keys.add(new UniqueKey(shifted(key.columns(), width), key.domain())));
    }
    return new Estimate(rows, columns, keys);
  }

  private static Set<Integer> shifted(Set<Integer> columns, int by) {
    return columns.stream().map(column -> column + by).collect(Collectors.toSet());
  }

  /// A unique key among columns.
  private static Optional<UniqueKey> key(Estimate estimate, List<Integer> columns) {
    return estimate.keys().stream().filter(key -> columns.containsAll(key.columns())).findFirst();
  }

  /// The combinations of key values of which a pair of rows has the same one.
  private static double combinations(
      Estimate left, Estimate right, List<Integer> leftKeys, List<Integer> rightKeys) {
    double product = 1;
    for (int i = 0; i < leftKeys.size(); i++) {
      product *= domain(left, leftKeys.get(i), right, rightKeys.get(i));
    }
    // a key's columns depend on one another: it has as many combinations as there are rows
    double known = Double.POSITIVE_INFINITY;
    for (Optional<UniqueKey> key : List.of(key(left, leftKeys), key(right, rightKeys))) {
      known = Math.min(known, key.map(UniqueKey::domain).orElse(Double.POSITIVE_INFINITY));
    }
    return Math.max(1, leftKeys.size() > 1 ? Math.min(product, known) : product);
  }

  private static double domain(Estimate left, int a, Estimate right, int b) {
    return Math.max(left.columns().get(a).domain(), right.columns().get(b).domain());
  }

  /// The rows of `left` that have, or have not, a partner.
  static Estimate semi(
      Estimate left,
      Estimate right,
      List<Integer> leftKeys,
      List<Integer> rightKeys,
      double residual,
      boolean negated) {
    double found = 1;
    for (int i = 0; i < leftKeys.size(); i++) {
      double there = right.columns().get(rightKeys.get(i)).distinct();
      double domain = domain(left, leftKeys.get(i), right, rightKeys.get(i));
      found = Math.min(found, there / domain);
    }
    double share = Math.min(1, found) * residual;
    return left.reducedTo(left.rows() * (negated ? Math.max(0.05, 1 - share) : share));
  }

  private static Estimate aggregate(Estimate input, PhysicalPlan.Aggregate aggregate) {
    double groups = 1;
    List<ColumnEstimate> columns = new ArrayList<>();
    for (int key : aggregate.keys()) {
      groups *= input.columns().get(key).distinct();
    }
    boolean plain = aggregate.groupingSets().size() == 1;
    double rows =
        plain && key(input, aggregate.keys()).isPresent()
            ? input.rows()
            : Math.min(input.rows() * aggregate.groupingSets().size(), groups);
    rows = Math.max(aggregate.keys().isEmpty() ? 1 : 0, rows);
    for (int key : aggregate.keys()) {
      columns.add(input.columns().get(key).withDistinct(Math.max(1, rows)));
    }
    for (int i = 0; i < aggregate.calls().size(); i++) {
      columns.add(ColumnEstimate.unknown(rows));
    }
    Set<Integer> all =
        IntStream.range(0, aggregate.keys().size()).boxed().collect(Collectors.toSet());
    return new Estimate(rows, columns, plain ? List.of(new UniqueKey(all, rows)) : List.of());
  }

  private static Estimate windowed(Estimate input, int calls) {
    List<ColumnEstimate> columns = new ArrayList<>(input.columns());
    columns.addAll(Collections.nCopies(calls, ColumnEstimate.unknown(input.rows())));
    return new Estimate(input.rows(), columns, input.keys());
  }

  private static Estimate limited(Estimate input, Optional<Expression> fetch) {
    return fetch.isPresent() && fetch.get() instanceof Expression.Literal(Object value, _)
        ? input.reducedTo(TableStatistics.number(value))
        : input;
  }
}
