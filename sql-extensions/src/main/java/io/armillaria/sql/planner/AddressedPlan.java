package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.execution.plan.PlanInputs;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Makes a plan give the addresses of the rows that it reads from some tables, behind its columns:
///
/// `Project(a) <- Sort(b) <- Scan(t: a, b)` becomes `Project(a, address) <- Sort(b) <- Scan(t: a,
/// b, address)`.
///
/// OFFSET and FETCH at the top are taken away, to be applied to the rows that could be locked.
final class AddressedPlan {
  private final Set<Integer> tables;
  private Optional<Expression> offset = Optional.empty();
  private Optional<Expression> fetch = Optional.empty();
  private List<PlannedLocking.Lock> locked = List.of();

  /// A plan with more columns.
  ///
  /// @param places where each of the columns before is now
  private record Wider(PhysicalPlan plan, int[] places, List<PlannedLocking.Lock> locks) {
    Expression moved(Expression expression) {
      return Columns.moved(expression, places);
    }

    List<Integer> moved(List<Integer> columns) {
      return columns.stream().map(each -> places[each]).toList();
    }

    List<Expression> addresses() {
      return locks.stream()
          .<Expression>map(lock -> new Expression.Column(lock.column(), Plain.BIGINT))
          .toList();
    }
  }

  /// @param tables whose rows' addresses are wanted, by their index
  AddressedPlan(Set<Integer> tables) {
    this.tables = tables;
  }

  Optional<Expression> offset() {
    return offset;
  }

  Optional<Expression> fetch() {
    return fetch;
  }

  /// The plan with its columns as they were, and the addresses behind them.
  PhysicalPlan rewritten(PhysicalPlan plan) {
    Wider top = top(plan);
    List<Expression> columns = new ArrayList<>();
    List<DataType> types = plan.types();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Expression.Column(top.places[i], types.get(i)));
    }
    columns.addAll(top.addresses());
    locked =
        IntStream.range(0, top.locks.size())
            .mapToObj(i -> new PlannedLocking.Lock(top.locks.get(i).table(), types.size() + i))
            .toList();
    for (int table : tables) {
      if (scans(plan, table) && locked.stream().noneMatch(lock -> lock.table() == table)) {
        throw refused();
      }
    }
    return Plans.project(top.plan, columns);
  }

  /// Which of the rewritten plan's columns are addresses.
  List<PlannedLocking.Lock> locks() {
    return locked;
  }

  private Wider top(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Project(PhysicalPlan input, List<Expression> expressions) ->
          project(top(input), expressions);
      case PhysicalPlan.Sort sort -> {
        offset = sort.offset();
        fetch = sort.fetch();
        yield sort(wider(sort.input()), sort.keys());
      }
      case PhysicalPlan.Limit limit -> {
        offset = limit.offset();
        fetch = limit.fetch();
        yield wider(limit.input());
      }
      default -> wider(plan);
    };
  }

  private Wider wider(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> scan(scan);
      case PhysicalPlan.Filter(PhysicalPlan input, Expression condition) -> {
        Wider below = wider(input);
        yield new Wider(
            new PhysicalPlan.Filter(below.plan, below.moved(condition)), below.places, below.locks);
      }
      case PhysicalPlan.Project(PhysicalPlan input, List<Expression> expressions) ->
          project(wider(input), expressions);
      case PhysicalPlan.HashJoin join -> hashJoin(join);
      case PhysicalPlan.NestedLoopJoin join -> nestedLoop(join);
      case PhysicalPlan.Sort sort when sort.offset().isEmpty() && sort.fetch().isEmpty() ->
          sort(wider(sort.input()), sort.keys());
      case PhysicalPlan.Sort _,
          PhysicalPlan.Limit _,
          PhysicalPlan.Virtual _,
          PhysicalPlan.Values _,
          PhysicalPlan.Aggregate _,
          PhysicalPlan.Window _,
          PhysicalPlan.Recursion _,
          PhysicalPlan.Working _,
          PhysicalPlan.Shared _,
          PhysicalPlan.Series _,
          PhysicalPlan.UnionAll _,
          PhysicalPlan.SetOperation _ ->
          same(plan);
    };
  }

  private static Wider same(PhysicalPlan plan) {
    return new Wider(plan, IntStream.range(0, plan.types().size()).toArray(), List.of());
  }

  private Wider scan(PhysicalPlan.Scan scan) {
    if (!tables.contains(scan.table()) || scan.address()) {
      return same(scan);
    }
    List<DataType> types = new ArrayList<>(scan.types());
    types.add(Plain.BIGINT);
    PhysicalPlan wider =
        new PhysicalPlan.Scan(
            scan.table(),
            scan.name(),
            scan.columns(),
            types,
            true,
            scan.filters(),
            scan.rowEstimate());
    int address = scan.columns().size();
    return new Wider(
        wider,
        IntStream.range(0, address).toArray(),
        List.of(new PlannedLocking.Lock(scan.table(), address)));
  }

  private static Wider project(Wider below, List<Expression> expressions) {
    List<Expression> moved = new ArrayList<>();
    expressions.forEach(each -> moved.add(below.moved(each)));
    moved.addAll(below.addresses());
    List<PlannedLocking.Lock> locks = new ArrayList<>();
    for (PlannedLocking.Lock lock : below.locks) {
      locks.add(new PlannedLocking.Lock(lock.table(), expressions.size() + locks.size()));
    }
    return new Wider(
        new PhysicalPlan.Project(below.plan, moved),
        IntStream.range(0, expressions.size()).toArray(),
        locks);
  }

  private static Wider sort(Wider below, List<SortKey> keys) {
    List<SortKey> moved =
        keys.stream()
            .map(key -> new SortKey(below.places[key.column()], key.descending(), key.nullsFirst()))
            .toList();
    return new Wider(
        new PhysicalPlan.Sort(below.plan, moved, Optional.empty(), Optional.empty()),
        below.places,
        below.locks);
  }

  private Wider hashJoin(PhysicalPlan.HashJoin join) {
    Wider left = left(join.left(), join.kind());
    Wider right = right(join.right(), join.kind());
    int[] places = places(left, right);
    PhysicalPlan plan =
        new PhysicalPlan.HashJoin(
            left.plan,
            right.plan,
            join.kind(),
            left.moved(join.leftKeys()),
            right.moved(join.rightKeys()),
            join.nullSafe(),
            join.residual().map(each -> Columns.moved(each, places)));
    return joined(plan, join.kind(), left, right, places);
  }

  private Wider nestedLoop(PhysicalPlan.NestedLoopJoin join) {
    Wider left = left(join.left(), join.kind());
    Wider right = right(join.right(), join.kind());
    int[] places = places(left, right);
    PhysicalPlan plan =
        new PhysicalPlan.NestedLoopJoin(
            left.plan,
            right.plan,
            join.kind(),
            join.condition().map(each -> Columns.moved(each, places)));
    return joined(plan, join.kind(), left, right, places);
  }

  /// Rows that an outer join may replace by NULLs have no address.
  private Wider left(PhysicalPlan input, JoinKind kind) {
    return switch (kind) {
      case INNER, LEFT, SEMI, ANTI, NULL_AWARE_ANTI, LEFT_SINGLE -> wider(input);
      case RIGHT, FULL, RIGHT_SEMI, RIGHT_ANTI -> same(input);
    };
  }

  /// What a subquery reads is not locked.
  private Wider right(PhysicalPlan input, JoinKind kind) {
    return switch (kind) {
      case INNER, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> wider(input);
      case LEFT, FULL, SEMI, ANTI, NULL_AWARE_ANTI, LEFT_SINGLE -> same(input);
    };
  }

  private static int[] places(Wider left, Wider right) {
    int width = left.plan.types().size();
    return IntStream.concat(
            Arrays.stream(left.places), Arrays.stream(right.places).map(place -> width + place))
        .toArray();
  }

  private static Wider joined(
      PhysicalPlan plan, JoinKind kind, Wider left, Wider right, int[] places) {
    return switch (kind) {
      case SEMI, ANTI, NULL_AWARE_ANTI -> new Wider(plan, left.places, left.locks);
      case RIGHT_SEMI, RIGHT_ANTI -> new Wider(plan, right.places, right.locks);
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> {
        int width = left.plan.types().size();
        List<PlannedLocking.Lock> locks = new ArrayList<>(left.locks);
        right.locks.forEach(
            lock -> locks.add(new PlannedLocking.Lock(lock.table(), width + lock.column())));
        yield new Wider(plan, places, locks);
      }
    };
  }

  private static boolean scans(PhysicalPlan plan, int table) {
    return plan instanceof PhysicalPlan.Scan scan
        ? scan.table() == table
        : PlanInputs.of(plan).stream().anyMatch(input -> scans(input, table));
  }

  static RuntimeException refused() {
    return new Failure.Unsupported(
            "FOR UPDATE locks rows that the query returns one by one: not below DISTINCT, GROUP BY,"
                + " aggregates, window functions, UNION and its like, or a LIMIT in a subquery, and"
                + " not on the side of an outer join that may be missing. Name the other tables"
                + " after OF.")
        .raise();
  }
}
