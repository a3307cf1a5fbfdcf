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

  private static List<Expression> conjuncts(Expression condition) {
    return condition instanceof Expression.Call(Function function, List<Expression> arguments, _)
            && function == Function.AND
        ? arguments.stream().flatMap(each -> conjuncts(each).stream()).toList()
        : List.of(condition);
  }

  /// The expressions over `input`; over a scan, columns that none of them needs are not read.
  static PhysicalPlan project(PhysicalPlan input, List<Expression> expressions) {
    if (input instanceof PhysicalPlan.Project(PhysicalPlan below, List<Expression> lower)
        && lower.stream().allMatch(Expression.Column.class::isInstance)) {
      int[] places = lower.stream().mapToInt(each -> ((Expression.Column) each).index()).toArray();
      return project(below, expressions.stream().map(each -> Columns.moved(each, places)).toList());
    }
    if (input instanceof PhysicalPlan.Scan scan) {
      return overScan(scan, expressions);
    }
    if (isConstantRow(input, expressions)) {
      return new PhysicalPlan.Values(
          List.of(expressions), expressions.stream().map(Expression::type).toList());
    }
    return isIdentity(input, expressions) ? input : new PhysicalPlan.Project(input, expressions);
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

  private static PhysicalPlan overScan(PhysicalPlan.Scan scan, List<Expression> expressions) {
    TreeSet<Integer> used = new TreeSet<>();
    expressions.forEach(each -> Columns.collect(each, used));
    scan.filters().forEach(each -> Columns.collect(each, used));
    boolean address = scan.address() && used.remove(scan.columns().size());
    int[] places = new int[scan.columns().size() + 1];
    List<Integer> columns = new ArrayList<>();
    List<DataType> types = new ArrayList<>();
    for (int column : used) {
      places[column] = columns.size();
      columns.add(scan.columns().get(column));
      types.add(scan.types().get(column));
    }
    if (address) {
      places[scan.columns().size()] = columns.size();
      types.add(scan.types().getLast());
    }
    PhysicalPlan.Scan pruned =
        new PhysicalPlan.Scan(
            scan.table(),
            scan.name(),
            columns,
            types,
            address,
            scan.filters().stream().map(each -> Columns.moved(each, places)).toList(),
            scan.rowEstimate());
    List<Expression> moved = expressions.stream().map(each -> Columns.moved(each, places)).toList();
    return isIdentity(pruned, moved) ? pruned : new PhysicalPlan.Project(pruned, moved);
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
