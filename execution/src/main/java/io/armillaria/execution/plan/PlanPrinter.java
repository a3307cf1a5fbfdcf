package io.armillaria.execution.plan;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.ExpressionText;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The text of EXPLAIN: an operator a line, its inputs below it and indented. Columns are written
/// with their names where these are known, else as `#n`, the column's place in the input.
public final class PlanPrinter {
  /// Names the columns that a scan reads.
  public interface ColumnNames {
    /// The name of the column of that id, or null when it is not known.
    String name(PhysicalPlan.Scan scan, int columnId);
  }

  private final ColumnNames names;
  private final StringBuilder text = new StringBuilder();

  private PlanPrinter(ColumnNames names) {
    this.names = names;
  }

  public static String print(PhysicalPlan plan) {
    return print(plan, (scan, columnId) -> null);
  }

  /// The lines of the plan, each ended by a line feed.
  public static String print(PhysicalPlan plan, ColumnNames names) {
    PlanPrinter printer = new PlanPrinter(names);
    printer.print(plan, 0);
    return printer.text.toString();
  }

  private void print(PhysicalPlan plan, int depth) {
    text.append("  ".repeat(depth)).append(describe(plan)).append('\n');
    PlanInputs.of(plan).forEach(input -> print(input, depth + 1));
  }

  private String describe(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> scan(scan);
      case PhysicalPlan.Virtual virtual -> "Virtual " + virtual.name();
      case PhysicalPlan.Values values -> "Values " + values.rows().size() + " rows";
      case PhysicalPlan.Filter filter ->
          "Filter " + expression(filter.condition(), columns(filter.input()));
      case PhysicalPlan.Project project -> {
        List<String> columns = columns(project.input());
        yield "Project " + list(project.expressions().stream().map(e -> expression(e, columns)));
      }
      case PhysicalPlan.HashJoin join -> hashJoin(join);
      case PhysicalPlan.NestedLoopJoin join ->
          "NestedLoopJoin "
              + join.kind()
              + condition(" on ", join.condition(), both(join.left(), join.right()));
      case PhysicalPlan.Aggregate aggregate -> aggregate(aggregate);
      case PhysicalPlan.Window window -> new WindowText(columns(window.input())::get).of(window);
      case PhysicalPlan.Sort sort -> {
        List<String> columns = columns(sort.input());
        yield "Sort "
            + list(sort.keys().stream().map(key -> sortKey(key, columns)))
            + window(sort.offset(), sort.fetch());
      }
      case PhysicalPlan.Limit limit -> "Limit" + window(limit.offset(), limit.fetch());
      case PhysicalPlan.UnionAll union -> "UnionAll";
      case PhysicalPlan.Recursion recursion -> "Recursion " + recursion.working();
      case PhysicalPlan.Working working -> "Working " + working.number();
      case PhysicalPlan.Shared shared -> "Shared " + shared.number();
      case PhysicalPlan.Series series -> "Series";
      case PhysicalPlan.SetOperation operation ->
          operation.kind() + (operation.all() ? " ALL" : "");
    };
  }

  private String scan(PhysicalPlan.Scan scan) {
    List<String> columns = columns(scan);
    StringBuilder line = new StringBuilder("Scan ").append(scan.name());
    line.append(" (").append(String.join(", ", columns)).append(')');
    if (!scan.filters().isEmpty()) {
      line.append(" where ")
          .append(
              scan.filters().stream()
                  .map(filter -> expression(filter, columns))
                  .collect(Collectors.joining(" and ")));
    }
    return line.append(" ~").append(Math.round(scan.rowEstimate())).append(" rows").toString();
  }

  private String hashJoin(PhysicalPlan.HashJoin join) {
    List<String> left = columns(join.left());
    List<String> right = columns(join.right());
    String keys =
        IntStream.range(0, join.leftKeys().size())
            .mapToObj(
                i ->
                    left.get(join.leftKeys().get(i))
                        + (join.nullSafe().get(i) ? " is not distinct from " : " = ")
                        + right.get(join.rightKeys().get(i)))
            .collect(Collectors.joining(" and "));
    return "HashJoin "
        + join.kind()
        + " on "
        + keys
        + condition(" and ", join.residual(), both(join.left(), join.right()));
  }

  private String aggregate(PhysicalPlan.Aggregate aggregate) {
    List<String> columns = columns(aggregate.input());
    StringBuilder line = new StringBuilder("Aggregate");
    if (!aggregate.keys().isEmpty()) {
      line.append(" by ").append(list(aggregate.keys().stream().map(columns::get)));
    }
    if (aggregate.groupingSets().size() != 1) {
      line.append(" sets ")
          .append(
              list(
                  aggregate.groupingSets().stream()
                      .map(
                          set ->
                              set.stream()
                                  .map(key -> columns.get(aggregate.keys().get(key)))
                                  .collect(Collectors.joining(", ", "(", ")")))));
    }
    if (!aggregate.calls().isEmpty()) {
      line.append(": ").append(list(aggregate.calls().stream().map(c -> call(c, columns))));
    }
    return line.toString();
  }

  private static String call(AggregateCall call, List<String> columns) {
    String arguments =
        call.arguments().isEmpty() ? "*" : list(call.arguments().stream().map(columns::get));
    return call.function().name().toLowerCase(Locale.ROOT)
        + (call.distinct() ? "(distinct " : "(")
        + arguments
        + ")"
        + (call.filter().isPresent()
            ? " filter " + columns.get((int) call.filter().getAsLong())
            : "");
  }

  private static String sortKey(SortKey key, List<String> columns) {
    return columns.get(key.column())
        + (key.descending() ? " desc" : "")
        + (key.nullsFirst() ? " nulls first" : "");
  }

  private static String window(Optional<Expression> offset, Optional<Expression> fetch) {
    return condition(" fetch ", fetch, List.of()) + condition(" offset ", offset, List.of());
  }

  private static String condition(
      String lead, Optional<Expression> condition, List<String> columns) {
    return condition.map(c -> lead + expression(c, columns)).orElse("");
  }

  private static String expression(Expression expression, List<String> columns) {
    return new ExpressionText(columns::get).of(expression);
  }

  private static String list(Stream<String> parts) {
    return parts.collect(Collectors.joining(", "));
  }

  /// What the output columns of a plan are called; names that occur twice get their places added.
  private List<String> columns(PhysicalPlan plan) {
    return distinguished(plainColumns(plan));
  }

  private static List<String> distinguished(List<String> plain) {
    List<String> result = new ArrayList<>();
    for (int i = 0; i < plain.size(); i++) {
      String name = plain.get(i);
      boolean unique = plain.stream().filter(other -> other.equals(name)).count() == 1;
      result.add(unique ? name : name + "#" + i);
    }
    return result;
  }

  private List<String> plainColumns(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.Scan scan -> scanColumns(scan);
      case PhysicalPlan.Virtual _,
          PhysicalPlan.Values _,
          PhysicalPlan.Working _,
          PhysicalPlan.Series _ ->
          places(plan);
      case PhysicalPlan.Recursion recursion -> plainColumns(recursion.seed());
      case PhysicalPlan.Shared shared -> plainColumns(shared.input());
      case PhysicalPlan.Filter filter -> plainColumns(filter.input());
      case PhysicalPlan.Sort sort -> plainColumns(sort.input());
      case PhysicalPlan.Window window -> {
        List<String> names = new ArrayList<>(plainColumns(window.input()));
        window.calls().forEach(call -> names.add("#" + names.size()));
        yield names;
      }
      case PhysicalPlan.Limit limit -> plainColumns(limit.input());
      case PhysicalPlan.UnionAll union -> plainColumns(union.inputs().getFirst());
      case PhysicalPlan.SetOperation operation -> plainColumns(operation.left());
      case PhysicalPlan.HashJoin join -> joined(join.kind(), join.left(), join.right());
      case PhysicalPlan.NestedLoopJoin join -> joined(join.kind(), join.left(), join.right());
      case PhysicalPlan.Project project -> {
        List<String> input = columns(project.input());
        List<String> names = new ArrayList<>();
        for (Expression e : project.expressions()) {
          names.add(
              e instanceof Expression.Column column
                  ? named(input.get(column.index()), names.size())
                  : "#" + names.size());
        }
        yield names;
      }
      case PhysicalPlan.Aggregate aggregate -> {
        List<String> input = columns(aggregate.input());
        List<String> names = new ArrayList<>();
        aggregate.keys().forEach(key -> names.add(named(input.get(key), names.size())));
        aggregate.calls().forEach(call -> names.add("#" + names.size()));
        yield names;
      }
    };
  }

  private List<String> scanColumns(PhysicalPlan.Scan scan) {
    List<String> columns = new ArrayList<>();
    for (int id : scan.columns()) {
      String name = names.name(scan, id);
      columns.add(name == null ? "#" + columns.size() : name);
    }
    if (scan.address()) {
      columns.add("address");
    }
    return columns;
  }

  private List<String> joined(JoinKind kind, PhysicalPlan left, PhysicalPlan right) {
    return switch (kind) {
      case SEMI, ANTI, NULL_AWARE_ANTI -> plainColumns(left);
      case RIGHT_SEMI, RIGHT_ANTI -> plainColumns(right);
      case INNER, LEFT, RIGHT, FULL, LEFT_SINGLE -> joined(left, right);
    };
  }

  private List<String> joined(PhysicalPlan left, PhysicalPlan right) {
    List<String> columns = new ArrayList<>(plainColumns(left));
    for (String name : plainColumns(right)) {
      columns.add(named(name, columns.size()));
    }
    return columns;
  }

  private List<String> both(PhysicalPlan left, PhysicalPlan right) {
    return distinguished(joined(left, right));
  }

  /// A name that is only a place becomes the new place.
  private static String named(String name, int place) {
    return name.startsWith("#") ? "#" + place : name;
  }

  private static List<String> places(PhysicalPlan plan) {
    return IntStream.range(0, plan.types().size()).mapToObj(i -> "#" + i).toList();
  }
}
