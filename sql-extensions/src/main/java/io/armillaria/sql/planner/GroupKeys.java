package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PlanInputs;
import io.armillaria.sql.schema.BoundTable;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/// Takes keys out of GROUP BY that follow from the others, because these hold a table's primary
/// key:
///
/// ```
/// Aggregate by o_orderkey, o_orderdate: SUM(x)
///     =>    Aggregate by o_orderkey: SUM(x), ANY_VALUE(o_orderdate)
/// ```
final class GroupKeys {
  private final List<BoundTable.Stored> tables;

  /// A column of one scan, which is told from other scans of the table by its place in the plan.
  private record Origin(int scan, int columnId) {}

  private GroupKeys(List<BoundTable.Stored> tables) {
    this.tables = tables;
  }

  static PhysicalPlan reduced(PhysicalPlan plan, List<BoundTable.Stored> tables) {
    return new GroupKeys(tables).visit(plan);
  }

  private PhysicalPlan visit(PhysicalPlan plan) {
    PhysicalPlan below = PlanInputs.mapped(plan, this::visit);
    return below instanceof PhysicalPlan.Aggregate aggregate
            && aggregate.keys().size() > 1
            && aggregate.groupingSets().size() == 1
        ? reduced(aggregate)
        : below;
  }

  private PhysicalPlan reduced(PhysicalPlan.Aggregate aggregate) {
    Facts facts = new Facts();
    List<Optional<Origin>> columns = facts.origins(aggregate.input());
    List<Integer> kept = new ArrayList<>(aggregate.keys());
    List<DataType> types = aggregate.input().types();
    // texts are the first to go, numbers the last
    aggregate.keys().stream()
        .sorted(Comparator.comparing(key -> types.get(key).layout() != DataType.Layout.BYTES))
        .forEach(
            key -> {
              List<Integer> others = kept.stream().filter(each -> !each.equals(key)).toList();
              if (facts.determine(others.stream().map(columns::get).toList(), columns.get(key))) {
                kept.remove(key);
              }
            });
    return kept.size() == aggregate.keys().size() ? aggregate : with(aggregate, kept);
  }

  private static PhysicalPlan with(PhysicalPlan.Aggregate aggregate, List<Integer> kept) {
    List<AggregateCall> calls = new ArrayList<>(aggregate.calls());
    List<Expression> output = new ArrayList<>();
    for (int key : aggregate.keys()) {
      DataType type = aggregate.input().types().get(key);
      int place = kept.indexOf(key);
      if (place < 0) {
        place = kept.size() + calls.size();
        calls.add(
            new AggregateCall(
                AggregateFunction.ANY_VALUE, false, List.of(key), OptionalLong.empty(), type));
      }
      output.add(new Expression.Column(place, type));
    }
    for (int i = 0; i < aggregate.calls().size(); i++) {
      output.add(new Expression.Column(kept.size() + i, aggregate.calls().get(i).type()));
    }
    return Plans.project(
        new PhysicalPlan.Aggregate(
            aggregate.input(),
            kept,
            List.of(IntStream.range(0, kept.size()).boxed().toList()),
            calls),
        output);
  }

  /// What is known of the columns below an aggregate.
  private final class Facts {
    private final List<PhysicalPlan.Scan> scans = new ArrayList<>();
    private final Map<Origin, Origin> leaders = new HashMap<>();

    /// Where each column of a plan comes from.
    List<Optional<Origin>> origins(PhysicalPlan plan) {
      return switch (plan) {
        case PhysicalPlan.Scan scan -> {
          scans.add(scan);
          int number = scans.size() - 1;
          yield IntStream.range(0, scan.types().size())
              .mapToObj(
                  i ->
                      i < scan.columns().size()
                          ? Optional.of(new Origin(number, scan.columns().get(i)))
                          : Optional.<Origin>empty())
              .toList();
        }
        case PhysicalPlan.Filter filter -> origins(filter.input());
        case PhysicalPlan.Project(PhysicalPlan input, List<Expression> expressions) -> {
          List<Optional<Origin>> below = origins(input);
          yield expressions.stream()
              .map(
                  expression ->
                      expression instanceof Expression.Column(int index, _)
                          ? below.get(index)
                          : Optional.<Origin>empty())
              .toList();
        }
        case PhysicalPlan.HashJoin join -> {
          List<Optional<Origin>> left = origins(join.left());
          List<Optional<Origin>> right = origins(join.right());
          if (join.kind() == JoinKind.INNER) {
            for (int i = 0; i < join.leftKeys().size(); i++) {
              same(left.get(join.leftKeys().get(i)), right.get(join.rightKeys().get(i)));
            }
          }
          yield joined(join.kind(), left, right);
        }
        case PhysicalPlan.NestedLoopJoin join ->
            joined(join.kind(), origins(join.left()), origins(join.right()));
        default ->
            IntStream.range(0, plan.types().size())
                .mapToObj(i -> Optional.<Origin>empty())
                .toList();
      };
    }

    private static List<Optional<Origin>> joined(
        JoinKind kind, List<Optional<Origin>> left, List<Optional<Origin>> right) {
      return switch (kind) {
        case SEMI, ANTI, NULL_AWARE_ANTI -> left;
        case RIGHT_SEMI, RIGHT_ANTI -> right;
        case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> {
          List<Optional<Origin>> both = new ArrayList<>(left);
          both.addAll(right);
          yield both;
        }
      };
    }

    private void same(Optional<Origin> a, Optional<Origin> b) {
      if (a.isPresent() && b.isPresent()) {
        Origin from = leader(b.get());
        Origin to = leader(a.get());
        if (!from.equals(to)) {
          leaders.put(from, to);
        }
      }
    }

    private Origin leader(Origin origin) {
      Origin next = leaders.get(origin);
      return next == null ? origin : leader(next);
    }

    /// Whether rows that agree in `given` agree in `wanted`.
    boolean determine(List<Optional<Origin>> given, Optional<Origin> wanted) {
      if (wanted.isEmpty()) {
        return false;
      }
      Set<Origin> known = new HashSet<>();
      given.forEach(each -> each.ifPresent(origin -> known.add(leader(origin))));
      for (boolean grown = true; grown; ) {
        grown = false;
        for (int scan = 0; scan < scans.size(); scan++) {
          grown |= isKeyKnown(scan, known) && known.addAll(columns(scan));
        }
      }
      return known.contains(leader(wanted.get()));
    }

    private boolean isKeyKnown(int scan, Set<Origin> known) {
      List<Integer> key = tables.get(scans.get(scan).table()).snapshot().schema().primaryKey();
      return !key.isEmpty()
          && key.stream().allMatch(id -> known.contains(leader(new Origin(scan, id))));
    }

    private List<Origin> columns(int scan) {
      return scans.get(scan).columns().stream().map(id -> leader(new Origin(scan, id))).toList();
    }
  }
}
