package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Puts filters and projections on plans, into the scan below where they fit.
final class Plans {
  private Plans() {}

  /// `input` where `condition` holds; over a scan, its conjuncts become the scan's.
  static PhysicalPlan filter(PhysicalPlan input, Expression condition) {
    List<Expression> conjuncts = conjuncts(condition);
    if (conjuncts.stream().allMatch(Literals.TRUE::equals)) {
      return input;
    }
    if (input instanceof PhysicalPlan.Scan scan) {
      List<Expression> filters = new ArrayList<>(scan.filters());
      conjuncts.stream().filter(each -> !each.equals(Literals.TRUE)).forEach(filters::add);
      return new PhysicalPlan.Scan(
          scan.table(),
          scan.name(),
          scan.columns(),
          scan.types(),
          scan.address(),
          filters,
          scan.rowEstimate());
    }
    if (input instanceof PhysicalPlan.Project(PhysicalPlan below, List<Expression> expressions)
        && below instanceof PhysicalPlan.Scan
        && expressions.stream().allMatch(Expression.Column.class::isInstance)) {
      int[] places =
          expressions.stream().mapToInt(each -> ((Expression.Column) each).index()).toArray();
      return new PhysicalPlan.Project(filter(below, Columns.moved(condition, places)), expressions);
    }
    return new PhysicalPlan.Filter(input, condition);
  }

  /// A condition that holds where all of these do.
  static Expression conjunction(List<Expression> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : new Expression.Call(Function.AND, conditions, DataType.Plain.BOOLEAN);
  }

  /// The parts of a condition that all must hold.
  static List<Expression> conjuncts(Expression condition) {
    return condition instanceof Expression.Call(Function function, List<Expression> arguments, _)
            && function == Function.AND
        ? arguments.stream().flatMap(each -> conjuncts(each).stream()).toList()
        : List.of(condition);
  }

  /// The expressions over `input`, with those of a projection below worked into them where none is
  /// computed twice.
  static PhysicalPlan project(PhysicalPlan input, List<Expression> expressions) {
    if (input instanceof PhysicalPlan.Project(PhysicalPlan below, List<Expression> lower)
        && isUsedOnce(lower, expressions)) {
      return project(
          below, expressions.stream().map(each -> Columns.replaced(each, lower)).toList());
    }
    if (isConstantRow(input, expressions)) {
      return new PhysicalPlan.Values(
          List.of(expressions), expressions.stream().map(Expression::type).toList());
    }
    return isIdentity(input, expressions) ? input : new PhysicalPlan.Project(input, expressions);
  }

  private static boolean isUsedOnce(List<Expression> lower, List<Expression> upper) {
    int[] uses = new int[lower.size()];
    upper.forEach(each -> Columns.count(each, uses));
    return IntStream.range(0, uses.length)
        .allMatch(
            i ->
                uses[i] <= 1
                    || lower.get(i) instanceof Expression.Column
                    || lower.get(i) instanceof Expression.Literal);
  }

  /// Whether a single row is made from nothing of its input.
  private static boolean isConstantRow(PhysicalPlan input, List<Expression> expressions) {
    Set<Integer> used = new TreeSet<>();
    expressions.forEach(each -> Columns.collect(each, used));
    return used.isEmpty()
        && input instanceof PhysicalPlan.Values(List<List<Expression>> rows, _)
        && rows.size() == 1;
  }

  /// All rows of inputs of equal types.
  static PhysicalPlan union(List<PhysicalPlan> inputs) {
    if (inputs.stream().allMatch(PhysicalPlan.Values.class::isInstance)) {
      List<List<Expression>> rows = new ArrayList<>();
      inputs.forEach(each -> rows.addAll(((PhysicalPlan.Values) each).rows()));
      return new PhysicalPlan.Values(rows, inputs.getFirst().types());
    }
    return inputs.size() == 1 ? inputs.getFirst() : new PhysicalPlan.UnionAll(inputs);
  }

  private static boolean isIdentity(PhysicalPlan input, List<Expression> expressions) {
    int columns = input.types().size();
    return expressions.size() == columns
        && IntStream.range(0, columns)
            .allMatch(
                i -> expressions.get(i) instanceof Expression.Column(int index, _) && index == i);
  }

  /// The columns of a plan as expressions.
  static List<Expression> columns(PhysicalPlan plan) {
    List<DataType> types = plan.types();
    List<Expression> columns = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      columns.add(new Expression.Column(i, types.get(i)));
    }
    return columns;
  }

  /// `input` with its columns cast to `types`.
  static PhysicalPlan typed(PhysicalPlan input, List<DataType> types, Casts casts) {
    if (input instanceof PhysicalPlan.Values(List<List<Expression>> rows, _)) {
      return new PhysicalPlan.Values(
          rows.stream().map(row -> typed(row, types, casts)).toList(), types);
    }
    return project(input, typed(columns(input), types, casts));
  }

  private static List<Expression> typed(
      List<Expression> columns, List<DataType> types, Casts casts) {
    List<Expression> cast = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      cast.add(casts.to(columns.get(i), types.get(i)));
    }
    return cast;
  }
}
