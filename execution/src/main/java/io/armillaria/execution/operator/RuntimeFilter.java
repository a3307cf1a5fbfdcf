package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.LongVector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What the table of a join says about the rows that come to look into it: those whose `column` is
/// not among `keys`, NULL included, change nothing in the result. So whoever makes them may as well
/// not.
///
/// @param column of the plan that the filter is for
/// @param keys made when a scan first asks for it
record RuntimeFilter(int column, Supplier<KeySet> keys) {
  private static final List<RuntimeFilter> NONE = List.of();

  private RuntimeFilter at(int place) {
    return new RuntimeFilter(place, keys);
  }

  /// The filters of a projection's output as filters of its input.
  static List<RuntimeFilter> below(List<RuntimeFilter> filters, PhysicalPlan.Project project) {
    List<RuntimeFilter> below = new ArrayList<>();
    for (RuntimeFilter filter : filters) {
      if (project.expressions().get(filter.column) instanceof Expression.Column(int index, _)) {
        below.add(filter.at(index));
      }
    }
    return below;
  }

  /// A group whose key does not matter has only rows that do not.
  static List<RuntimeFilter> below(List<RuntimeFilter> filters, PhysicalPlan.Aggregate aggregate) {
    return aggregate.groupingSets().size() > 1
        ? NONE
        : filters.stream()
            .filter(filter -> filter.column < aggregate.keys().size())
            .map(filter -> filter.at(aggregate.keys().get(filter.column)))
            .toList();
  }

  /// For a join's left input. A filter on a key holds for the other side's key as well.
  static List<RuntimeFilter> left(List<RuntimeFilter> filters, PhysicalPlan.HashJoin join) {
    int shift = isRightOnly(join.kind()) ? join.left().types().size() : 0;
    return side(
        filters, shift, 0, join.left().types().size(), join, join.rightKeys(), join.leftKeys());
  }

  /// For a join's right input.
  static List<RuntimeFilter> right(List<RuntimeFilter> filters, PhysicalPlan.HashJoin join) {
    int left = join.left().types().size();
    int shift = isRightOnly(join.kind()) ? left : 0;
    // a row that is missing here could hide that there are two
    boolean all = join.kind() != JoinKind.LEFT_SINGLE;
    return side(
        filters,
        shift,
        left,
        all ? join.right().types().size() : 0,
        join,
        join.leftKeys(),
        join.rightKeys());
  }

  private static boolean isRightOnly(JoinKind kind) {
    return kind == JoinKind.RIGHT_SEMI || kind == JoinKind.RIGHT_ANTI;
  }

  private static List<RuntimeFilter> side(
      List<RuntimeFilter> filters,
      int shift,
      int first,
      int width,
      PhysicalPlan.HashJoin join,
      List<Integer> otherKeys,
      List<Integer> ownKeys) {
    int otherFirst = first == 0 ? join.left().types().size() : 0;
    // a NULL or a missing row on the right changes what NOT IN gives for every row on the left
    boolean keysAgree = join.kind() != JoinKind.NULL_AWARE_ANTI;
    List<RuntimeFilter> found = new ArrayList<>();
    for (RuntimeFilter filter : filters) {
      int column = filter.column + shift;
      if (column >= first && column < first + width) {
        found.add(filter.at(column - first));
      } else if (keysAgree) {
        int key = otherKeys.indexOf(column - otherFirst);
        if (key >= 0 && !join.nullSafe().get(key)) {
          found.add(filter.at(ownKeys.get(key)));
        }
      }
    }
    return found;
  }

  /// What the table of a join says about its left input.
  static List<RuntimeFilter> of(Query query, PhysicalPlan.HashJoin join, JoinTable table) {
    boolean partnersOnly =
        switch (join.kind()) {
          case INNER, SEMI, RIGHT, RIGHT_SEMI, RIGHT_ANTI -> true;
          case LEFT, FULL, ANTI, NULL_AWARE_ANTI, LEFT_SINGLE -> false;
        };
    if (!partnersOnly) {
      return NONE;
    }
    List<RuntimeFilter> filters = new ArrayList<>();
    for (int i = 0; i < join.leftKeys().size(); i++) {
      ColumnVector key = table.keys()[i];
      if (!join.nullSafe().get(i) && key instanceof LongVector values) {
        filters.add(
            new RuntimeFilter(
                join.leftKeys().get(i), new Once(query, values, table.rows().rows())));
      }
    }
    return filters;
  }

  /// Makes the set when it is first wanted.
  private static final class Once implements Supplier<KeySet> {
    private final Query query;
    private final LongVector values;
    private final int rows;
    private KeySet keys;

    Once(Query query, LongVector values, int rows) {
      this.query = query;
      this.values = values;
      this.rows = rows;
    }

    @Override
    public synchronized KeySet get() {
      if (keys == null) {
        keys = KeySet.of(query, values, rows);
      }
      return keys;
    }
  }
}
