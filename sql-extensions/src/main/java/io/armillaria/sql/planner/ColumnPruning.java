package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.Frame;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Drops the columns that nobody above reads, at every operator down to the scans.
final class ColumnPruning {
  /// A plan with fewer columns; `places[i]` is where column i went, for those that are left.
  private record Pruned(PhysicalPlan plan, int[] places) {
    List<Integer> moved(List<Integer> columns) {
      return columns.stream().map(each -> places[each]).toList();
    }

    Expression moved(Expression expression) {
      return Columns.moved(expression, places);
    }
  }

  private ColumnPruning() {}

  /// The plan with the same output.
  static PhysicalPlan prune(PhysicalPlan plan) {
    return exactly(plan, all(plan));
  }

  private static Set<Integer> all(PhysicalPlan plan) {
    return range(plan.types().size());
  }

  private static Set<Integer> range(int end) {
    return IntStream.range(0, end).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  /// The plan with exactly the columns wanted, in ascending order.
  private static PhysicalPlan exactly(PhysicalPlan plan, Set<Integer> wanted) {
    Pruned pruned = prune(plan, wanted);
    List<DataType> types = pruned.plan.types();
    List<Expression> columns = new ArrayList<>();
    for (int column : wanted) {
      int place = pruned.places[column];
      columns.add(new Expression.Column(place, types.get(place)));
    }
    return Plans.project(pruned.plan, columns);
  }

  /// As [#exactly], with the places of the columns.
  private static Pruned tight(PhysicalPlan plan, Set<Integer> wanted) {
    return new Pruned(exactly(plan, wanted), places(wanted, plan.types().size()));
  }

  private static int[] places(Set<Integer> wanted, int columns) {
    int[] places = new int[columns];
    Arrays.fill(places, -1);
    int next = 0;
    for (int column : wanted) {
      places[column] = next++;
    }
    return places;
  }

  /// The plan with at least the columns wanted.
  private static Pruned prune(PhysicalPlan plan, Set<Integer> wanted) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> scan(scan, wanted);
      case PhysicalPlan.Virtual virtual -> whole(virtual);
      case PhysicalPlan.Values values -> values(values, wanted);
      case PhysicalPlan.Filter(PhysicalPlan input, Expression condition) -> {
        Pruned below = prune(input, with(wanted, List.of(condition)));
        yield new Pruned(new PhysicalPlan.Filter(below.plan, below.moved(condition)), below.places);
      }
      case PhysicalPlan.Project project -> project(project, wanted);
      case PhysicalPlan.HashJoin join -> hashJoin(join, wanted);
      case PhysicalPlan.NestedLoopJoin join -> nestedLoop(join, wanted);
      case PhysicalPlan.Aggregate aggregate -> aggregate(aggregate, wanted);
      case PhysicalPlan.Window window -> window(window, wanted);
      case PhysicalPlan.Sort sort -> sort(sort, wanted);
      case PhysicalPlan.Limit(PhysicalPlan input, var offset, var fetch) -> {
        Pruned below = prune(input, wanted);
        yield new Pruned(new PhysicalPlan.Limit(below.plan, offset, fetch), below.places);
      }
      case PhysicalPlan.Recursion(var seed, var step, int working, boolean all) ->
          whole(new PhysicalPlan.Recursion(prune(seed), prune(step), working, all));
      case PhysicalPlan.Shared(int number, var input) ->
          whole(new PhysicalPlan.Shared(number, prune(input)));
      case PhysicalPlan.Working _, PhysicalPlan.Series _ -> whole(plan);
      case PhysicalPlan.UnionAll(List<PhysicalPlan> inputs) ->
          new Pruned(
              Plans.union(inputs.stream().map(each -> exactly(each, wanted)).toList()),
              places(wanted, plan.types().size()));
      case PhysicalPlan.SetOperation(var left, var right, var kind, boolean all) ->
          whole(new PhysicalPlan.SetOperation(prune(left), prune(right), kind, all));
    };
  }

  private static Pruned whole(PhysicalPlan plan) {
    return new Pruned(plan, places(all(plan), plan.types().size()));
  }

  private static Set<Integer> with(Set<Integer> wanted, List<Expression> expressions) {
    Set<Integer> more = new TreeSet<>(wanted);
    expressions.forEach(each -> Columns.collect(each, more));
    return more;
  }

  private static Pruned scan(PhysicalPlan.Scan scan, Set<Integer> wanted) {
    Set<Integer> read = with(wanted, scan.filters());
    int[] places = places(read, scan.types().size());
    boolean address = scan.address() && read.contains(scan.columns().size());
    List<Integer> columns = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    for (int column : read) {
      if (column < scan.columns().size()) {
        columns.add(scan.columns().get(column));
      }
      types.add(scan.types().get(column));
    }
    return new Pruned(
        new PhysicalPlan.Scan(
            scan.table(),
            scan.name(),
            columns,
            types,
            address,
            scan.filters().stream().map(each -> Columns.moved(each, places)).toList(),
            scan.rowEstimate()),
        places);
  }

  private static Pruned values(PhysicalPlan.Values values, Set<Integer> wanted) {
    return new Pruned(
        new PhysicalPlan.Values(
            values.rows().stream().map(row -> wanted.stream().map(row::get).toList()).toList(),
            wanted.stream().map(values.types()::get).toList()),
        places(wanted, values.types().size()));
  }

  private static Pruned project(PhysicalPlan.Project project, Set<Integer> wanted) {
    List<Expression> kept = wanted.stream().map(project.expressions()::get).toList();
    Pruned below = prune(project.input(), with(Set.of(), kept));
    return new Pruned(
        Plans.project(below.plan, kept.stream().map(below::moved).toList()),
        places(wanted, project.expressions().size()));
  }

  private static Pruned hashJoin(PhysicalPlan.HashJoin join, Set<Integer> wanted) {
    int left = join.left().types().size();
    Set<Integer> read = with(inputs(join.kind(), wanted, left), join.residual().stream().toList());
    read.addAll(join.leftKeys());
    join.rightKeys().forEach(key -> read.add(left + key));
    Pruned l = tight(join.left(), side(read, 0, left));
    Pruned r = tight(join.right(), side(read, left, left + join.right().types().size()));
    int[] places = joined(l, r);
    return new Pruned(
        new PhysicalPlan.HashJoin(
            l.plan,
            r.plan,
            join.kind(),
            l.moved(join.leftKeys()),
            r.moved(join.rightKeys()),
            join.nullSafe(),
            join.residual().map(each -> Columns.moved(each, places))),
        output(join.kind(), places, l, r));
  }

  private static Pruned nestedLoop(PhysicalPlan.NestedLoopJoin join, Set<Integer> wanted) {
    int left = join.left().types().size();
    Set<Integer> read = with(inputs(join.kind(), wanted, left), join.condition().stream().toList());
    Pruned l = tight(join.left(), side(read, 0, left));
    Pruned r = tight(join.right(), side(read, left, left + join.right().types().size()));
    int[] places = joined(l, r);
    return new Pruned(
        new PhysicalPlan.NestedLoopJoin(
            l.plan, r.plan, join.kind(), join.condition().map(each -> Columns.moved(each, places))),
        output(join.kind(), places, l, r));
  }

  /// Columns of a join's output as columns of both inputs.
  private static Set<Integer> inputs(JoinKind kind, Set<Integer> wanted, int left) {
    return switch (kind) {
      case RIGHT_SEMI, RIGHT_ANTI ->
          wanted.stream().map(column -> left + column).collect(Collectors.toSet());
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE, SEMI, ANTI, NULL_AWARE_ANTI -> wanted;
    };
  }

  private static Set<Integer> side(Set<Integer> read, int from, int to) {
    return read.stream()
        .filter(column -> column >= from && column < to)
        .map(column -> column - from)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Where the columns of both inputs are behind each other.
  private static int[] joined(Pruned left, Pruned right) {
    int width = left.plan.types().size();
    return IntStream.concat(
            Arrays.stream(left.places),
            Arrays.stream(right.places).map(place -> place < 0 ? -1 : width + place))
        .toArray();
  }

  private static int[] output(JoinKind kind, int[] places, Pruned left, Pruned right) {
    return switch (kind) {
      case SEMI, ANTI, NULL_AWARE_ANTI -> left.places;
      case RIGHT_SEMI, RIGHT_ANTI -> right.places;
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> places;
    };
  }

  private static Pruned aggregate(PhysicalPlan.Aggregate aggregate, Set<Integer> wanted) {
    int keys = aggregate.keys().size();
    Set<Integer> kept = range(keys);
    kept.addAll(wanted);
    List<AggregateCall> calls =
        kept.stream()
            .filter(column -> column >= keys)
            .map(column -> aggregate.calls().get(column - keys))
            .toList();
    Set<Integer> read = new TreeSet<>(aggregate.keys());
    for (AggregateCall call : calls) {
      read.addAll(call.arguments());
      call.filter().ifPresent(filter -> read.add((int) filter));
    }
    Pruned below = tight(aggregate.input(), read);
    return new Pruned(
        new PhysicalPlan.Aggregate(
            below.plan,
            below.moved(aggregate.keys()),
            aggregate.groupingSets(),
            calls.stream().map(call -> moved(call, below)).toList()),
        places(kept, aggregate.types().size()));
  }

  private static AggregateCall moved(AggregateCall call, Pruned below) {
    return new AggregateCall(
        call.function(),
        call.distinct(),
        below.moved(call.arguments()),
        call.filter().isEmpty()
            ? call.filter()
            : java.util.OptionalLong.of(below.places[(int) call.filter().getAsLong()]),
        call.order(),
        call.type());
  }

  private static Pruned window(PhysicalPlan.Window window, Set<Integer> wanted) {
    int width = window.input().types().size();
    List<Integer> kept = wanted.stream().filter(column -> column >= width).toList();
    List<WindowCall> calls = kept.stream().map(each -> window.calls().get(each - width)).toList();
    if (calls.isEmpty()) {
      return prune(window.input(), wanted);
    }
    Set<Integer> read = side(wanted, 0, width);
    read.addAll(window.partition());
    window.order().forEach(key -> read.add(key.column()));
    for (WindowCall call : calls) {
      read.addAll(call.arguments());
      limits(call.frame()).forEach(limit -> read.addAll(List.of(limit.key(), limit.limit())));
    }
    Pruned below = tight(window.input(), read);
    int[] places = Arrays.copyOf(below.places, width + window.calls().size());
    Arrays.fill(places, width, places.length, -1);
    for (int i = 0; i < kept.size(); i++) {
      places[kept.get(i)] = read.size() + i;
    }
    return new Pruned(
        new PhysicalPlan.Window(
            below.plan,
            below.moved(window.partition()),
            moved(window.order(), below),
            calls.stream().map(call -> moved(call, below)).toList()),
        places);
  }

  private static List<Frame.Value> limits(Frame frame) {
    return Stream.of(frame.start(), frame.end())
        .filter(Frame.Value.class::isInstance)
        .map(Frame.Value.class::cast)
        .toList();
  }

  private static WindowCall moved(WindowCall call, Pruned below) {
    Frame frame = call.frame();
    return new WindowCall(
        call.function(),
        call.distinct(),
        call.ignoreNulls(),
        below.moved(call.arguments()),
        new Frame(
            frame.rows(),
            moved(frame.start(), below),
            moved(frame.end(), below),
            frame.exclusion()),
        call.type());
  }

  private static Frame.Bound moved(Frame.Bound bound, Pruned below) {
    return switch (bound) {
      case Frame.Value(int key, int limit) ->
          new Frame.Value(below.places[key], below.places[limit]);
      case Frame.Unbounded _, Frame.CurrentRow _, Frame.Rows _ -> bound;
    };
  }

  private static List<SortKey> moved(List<SortKey> keys, Pruned below) {
    return keys.stream()
        .map(key -> new SortKey(below.places[key.column()], key.descending(), key.nullsFirst()))
        .toList();
  }

  private static Pruned sort(PhysicalPlan.Sort sort, Set<Integer> wanted) {
    Set<Integer> read = new TreeSet<>(wanted);
    sort.keys().forEach(key -> read.add(key.column()));
    Pruned below = tight(sort.input(), read);
    Optional<Expression> offset = sort.offset();
    return new Pruned(
        new PhysicalPlan.Sort(below.plan, moved(sort.keys(), below), offset, sort.fetch()),
        below.places);
  }
}
