package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.sql.planner.JoinRegion.Equality;
import io.armillaria.sql.planner.JoinRegion.Input;
import io.armillaria.sql.planner.JoinRegion.Semi;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Chooses the order of a region's joins: of all trees the one whose estimated rows cost least,
/// where the inputs are few; else the cheapest join first, again and again.
final class JoinOrder {
  private static final int FEW = 11;

  /// What a row costs that goes into a table, to one that is looked up in it; more where the table
  /// is too large for the caches.
  private static final double BUILD = 2.5;

  private static final double LARGE_BUILD = 5;
  private static final double LARGE = 200_000;

  /// What a pair of rows costs that is compared one by one.
  private static final double PAIR = 0.5;

  private static final double RESIDUAL = 0.5;

  private final JoinRegion region;
  private final Estimator estimator;
  private final Runnable check;
  private final List<Expression> conditions;
  private final long[] conditionInputs;
  // the column that stands for all that are equal to a column
  private final int[] leader;

  /// A plan of some of the inputs.
  ///
  /// @param inputs a bit each
  /// @param columns the numbers of the plan's columns
  private record Part(
      long inputs,
      double cost,
      Estimate estimate,
      List<Integer> columns,
      PhysicalPlan plan,
      boolean isFilter) {
    double rows() {
      return estimate.rows();
    }

    List<Integer> places(List<Integer> numbers) {
      return numbers.stream().map(columns::indexOf).toList();
    }
  }

  private JoinOrder(JoinRegion region, Estimator estimator, Runnable check) {
    this.region = region;
    this.estimator = estimator;
    this.check = check;
    this.conditions =
        region.conditions().stream()
            .filter(each -> Long.bitCount(region.inputsOf(each)) != 1)
            .toList();
    this.conditionInputs = conditions.stream().mapToLong(region::inputsOf).toArray();
    this.leader = IntStream.range(0, region.types().size()).toArray();
    for (Equality equality : region.equalities()) {
      int a = leader[equality.left()];
      int b = leader[equality.right()];
      for (int i = 0; i < leader.length; i++) {
        leader[i] = leader[i] == b ? a : leader[i];
      }
    }
  }

  /// The region as a plan with the region's output.
  static PhysicalPlan ordered(JoinRegion region, Estimator estimator, Runnable check) {
    JoinOrder order = new JoinOrder(region, estimator, check);
    List<Part> single = IntStream.range(0, region.inputs().size()).mapToObj(order::part).toList();
    Part whole = single.size() <= FEW ? order.best(single) : order.greedy(single);
    List<Expression> columns = Plans.columns(whole.plan);
    return Plans.project(
        whole.plan, whole.places(region.output()).stream().map(columns::get).toList());
  }

  /// An input with the conditions on it alone.
  private Part part(int index) {
    Input input = region.inputs().get(index);
    int[] places =
        IntStream.range(0, region.types().size()).map(column -> column - input.first()).toArray();
    PhysicalPlan plan = input.plan();
    List<Expression> own =
        Stream.concat(
                region.conditions().stream().filter(each -> region.inputsOf(each) == 1L << index),
                conditions.stream().flatMap(each -> region.implied(each, index).stream()))
            .toList();
    for (Expression condition : own) {
      plan = Plans.filter(plan, Columns.moved(condition, places));
    }
    Estimate estimate = estimator.of(plan);
    return new Part(
        1L << index,
        0,
        estimate,
        IntStream.range(input.first(), input.first() + plan.types().size()).boxed().toList(),
        plan,
        input.semi().isPresent());
  }

  /// Every row of one input with every row of another only where nothing connects them.
  private Part best(List<Part> single) {
    Part connected = best(single, false);
    return connected == null ? best(single, true) : connected;
  }

  private Part best(List<Part> single, boolean crossing) {
    Part[] best = new Part[1 << single.size()];
    single.forEach(part -> best[(int) part.inputs] = part);
    for (int set = 1; set < best.length; set++) {
      // from the lowest part of the set on, so that the order of the statement decides a tie
      for (int left = set & -set; left < set; left = (left - set) & set) {
        best[set] = cheaper(best[set], best[left], best[set ^ left], crossing);
      }
    }
    return best[best.length - 1];
  }

  private Part greedy(List<Part> single) {
    List<Part> parts = new ArrayList<>(single);
    while (parts.size() > 1) {
      Part best = null;
      for (boolean crossing : new boolean[] {false, true}) {
        for (int i = 0; i < parts.size() && (best == null || !crossing); i++) {
          for (int j = 0; j < parts.size(); j++) {
            best = i == j ? best : cheaper(best, parts.get(i), parts.get(j), crossing);
          }
        }
      }
      long joined = best.inputs;
      parts.removeIf(part -> (part.inputs & joined) != 0);
      parts.add(best);
    }
    return parts.getFirst();
  }

  /// The better of `best` and the join of two parts, the right one as the table.
  private Part cheaper(Part best, Part left, Part right, boolean crossing) {
    if (left == null || right == null) {
      return best;
    }
    check.run();
    Optional<Part> joined = join(left, right, crossing);
    return joined.isPresent() && (best == null || joined.get().cost < best.cost)
        ? joined.get()
        : best;
  }

  private Optional<Part> join(Part left, Part right, boolean crossing) {
    if (left.isFilter) {
      return Optional.empty();
    }
    if (right.isFilter) {
      Input input = region.inputs().get(Long.numberOfTrailingZeros(right.inputs));
      return semi(left, right, input.semi().orElseThrow());
    }
    List<Integer> leftKeys = new ArrayList<>();
    List<Integer> rightKeys = new ArrayList<>();
    List<Integer> leaders = new ArrayList<>();
    for (int column : left.columns) {
      int other = partner(column, right);
      if (other >= 0 && !leaders.contains(leader[column])) {
        leaders.add(leader[column]);
        leftKeys.add(column);
        rightKeys.add(other);
      }
    }
    return leftKeys.isEmpty() && !crossing
        ? Optional.empty()
        : Optional.of(inner(left, right, leftKeys, rightKeys));
  }

  private int partner(int column, Part part) {
    if (region.equalities().isEmpty()) {
      return -1;
    }
    for (int other : part.columns) {
      if (leader[other] == leader[column]) {
        return other;
      }
    }
    return -1;
  }

  private Part inner(Part left, Part right, List<Integer> leftKeys, List<Integer> rightKeys) {
    List<Integer> columns = new ArrayList<>(left.columns);
    columns.addAll(right.columns);
    int[] places = places(columns);
    long both = left.inputs | right.inputs;
    List<Expression> residual = new ArrayList<>();
    for (int i = 0; i < conditionInputs.length; i++) {
      long wanted = conditionInputs[i];
      boolean here = (wanted & ~both) == 0;
      boolean before = (wanted & ~left.inputs) == 0 || (wanted & ~right.inputs) == 0;
      if ((here && !before) || (wanted == 0 && both == all())) {
        residual.add(Columns.moved(conditions.get(i), places));
      }
    }
    List<Integer> l = left.places(leftKeys);
    List<Integer> r = right.places(rightKeys);
    Estimate estimate =
        Estimator.joined(left.estimate, right.estimate, l, r, Math.pow(RESIDUAL, residual.size()));
    Optional<Expression> condition =
        residual.isEmpty() ? Optional.empty() : Optional.of(Plans.conjunction(residual));
    PhysicalPlan plan =
        l.isEmpty()
            ? new PhysicalPlan.NestedLoopJoin(left.plan, right.plan, JoinKind.INNER, condition)
            : new PhysicalPlan.HashJoin(
                left.plan, right.plan, JoinKind.INNER, l, r, no(l.size()), condition);
    double work =
        l.isEmpty()
            ? PAIR * left.rows() * right.rows() + right.rows()
            : left.rows() + build(right.rows());
    return new Part(
        both, left.cost + right.cost + work + estimate.rows(), estimate, columns, plan, false);
  }

  /// A part without the rows that an input filters out. The table is made from the smaller side.
  private Optional<Part> semi(Part left, Part right, Semi semi) {
    long needed = 0;
    for (int column : semi.outer()) {
      needed |= 1L << region.inputOf(column);
    }
    if (semi.residual().isPresent()) {
      needed |= region.inputsOf(semi.residual().get());
    }
    if ((needed & ~(left.inputs | right.inputs)) != 0) {
      return Optional.empty();
    }
    boolean mirrored = left.rows() < right.rows();
    Part probe = mirrored ? right : left;
    Part table = mirrored ? left : right;
    List<Integer> columns = new ArrayList<>(probe.columns);
    columns.addAll(table.columns);
    int[] places = places(columns);
    List<Integer> outer = left.places(semi.outer());
    List<Integer> inner = right.places(semi.inner());
    PhysicalPlan plan =
        new PhysicalPlan.HashJoin(
            probe.plan,
            table.plan,
            semi.negated()
                ? mirrored ? JoinKind.RIGHT_ANTI : JoinKind.ANTI
                : mirrored ? JoinKind.RIGHT_SEMI : JoinKind.SEMI,
            mirrored ? inner : outer,
            mirrored ? outer : inner,
            no(outer.size()),
            semi.residual().map(each -> Columns.moved(each, places)));
    Estimate estimate =
        Estimator.semi(
            left.estimate,
            right.estimate,
            outer,
            inner,
            semi.residual().isPresent() ? RESIDUAL : 1,
            semi.negated());
    double work = probe.rows() + build(table.rows()) + estimate.rows();
    return Optional.of(
        new Part(
            left.inputs | right.inputs,
            left.cost + right.cost + work,
            estimate,
            left.columns,
            plan,
            false));
  }

  private long all() {
    return (1L << region.inputs().size()) - 1;
  }

  private static double build(double rows) {
    return rows * (rows > LARGE ? LARGE_BUILD : BUILD);
  }

  private static List<Boolean> no(int count) {
    return Collections.nCopies(count, false);
  }

  private int[] places(List<Integer> columns) {
    return IntStream.range(0, region.types().size()).map(columns::indexOf).toArray();
  }
}
