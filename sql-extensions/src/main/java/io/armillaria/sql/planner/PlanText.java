package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A physical plan as text, an operator a line, inputs indented below.
public final class PlanText {
  private final List<String> lines = new ArrayList<>();

  private PlanText() {}

  public static List<String> lines(PhysicalPlan plan) {
    PlanText text = new PlanText();
    text.add(plan, 0);
    return text.lines;
  }

  /// The plan below a headline.
  public static List<String> lines(String headline, PhysicalPlan plan) {
    PlanText text = new PlanText();
    text.line(0, headline);
    text.add(plan, 1);
    return text.lines;
  }

  private void line(int depth, String text) {
    lines.add("  ".repeat(depth) + text);
  }

  private void add(PhysicalPlan plan, int depth) {
    switch (plan) {
      case PhysicalPlan.Scan scan -> line(depth, scan(scan));
      case PhysicalPlan.Virtual(_, String name, _) -> line(depth, "SystemTable " + name);
      case PhysicalPlan.Values(List<List<Expression>> rows, _) ->
          line(depth, "Values " + values(rows));
      case PhysicalPlan.Filter(PhysicalPlan input, Expression condition) -> {
        line(depth, "Filter " + ExpressionText.of(condition));
        add(input, depth + 1);
      }
      case PhysicalPlan.Project(PhysicalPlan input, List<Expression> expressions) -> {
        line(depth, "Project " + ExpressionText.list(expressions));
        add(input, depth + 1);
      }
      case PhysicalPlan.HashJoin join -> {
        line(depth, join(join));
        add(join.left(), depth + 1);
        add(join.right(), depth + 1);
      }
      case PhysicalPlan.NestedLoopJoin join -> {
        line(
            depth,
            "NestedLoopJoin "
                + join.kind()
                + join.condition().map(each -> " on " + ExpressionText.of(each)).orElse(""));
        add(join.left(), depth + 1);
        add(join.right(), depth + 1);
      }
      case PhysicalPlan.Aggregate aggregate -> {
        line(depth, aggregate(aggregate));
        add(aggregate.input(), depth + 1);
      }
      case PhysicalPlan.Sort sort -> {
        line(
            depth,
            "Sort "
                + sort.keys().stream().map(PlanText::key).collect(Collectors.joining(", "))
                + limit(sort.offset(), sort.fetch()));
        add(sort.input(), depth + 1);
      }
      case PhysicalPlan.Limit(PhysicalPlan input, var offset, var fetch) -> {
        line(depth, "Limit" + limit(offset, fetch));
        add(input, depth + 1);
      }
      case PhysicalPlan.UnionAll(List<PhysicalPlan> inputs) -> {
        line(depth, "UnionAll");
        inputs.forEach(each -> add(each, depth + 1));
      }
      case PhysicalPlan.SetOperation(var left, var right, var kind, boolean all) -> {
        line(depth, kind + (all ? " ALL" : ""));
        add(left, depth + 1);
        add(right, depth + 1);
      }
    }
  }

  private static String scan(PhysicalPlan.Scan scan) {
    return "Scan "
        + scan.name()
        + " columns "
        + scan.columns()
        + (scan.address() ? " with address" : "")
        + (scan.filters().isEmpty() ? "" : " where " + ExpressionText.conjunction(scan.filters()))
        + " ("
        + Math.round(scan.rowEstimate())
        + " rows)";
  }

  private static String values(List<List<Expression>> rows) {
    return !rows.isEmpty() && rows.size() <= 3
        ? rows.stream().map(ExpressionText::list).collect(Collectors.joining(", "))
        : "of " + rows.size() + " rows";
  }

  private static String join(PhysicalPlan.HashJoin join) {
    int left = join.left().types().size();
    String keys =
        IntStream.range(0, join.leftKeys().size())
            .mapToObj(
                i ->
                    "$"
                        + join.leftKeys().get(i)
                        + (join.nullSafe().get(i) ? " is not distinct from $" : " = $")
                        + (left + join.rightKeys().get(i)))
            .collect(Collectors.joining(" and "));
    return "HashJoin "
        + join.kind()
        + " on "
        + keys
        + join.residual()
            .map(each -> " and " + ExpressionText.conjunction(List.of(each)))
            .orElse("");
  }

  private static String aggregate(PhysicalPlan.Aggregate aggregate) {
    String keys = aggregate.keys().stream().map(key -> "$" + key).collect(Collectors.joining(", "));
    String sets = aggregate.groupingSets().size() > 1 ? " sets " + aggregate.groupingSets() : "";
    String calls = aggregate.calls().stream().map(PlanText::call).collect(Collectors.joining(", "));
    return "Aggregate"
        + (keys.isEmpty() ? "" : " by " + keys)
        + sets
        + (calls.isEmpty() ? "" : ": " + calls);
  }

  private static String call(AggregateCall call) {
    return call.function()
        + "("
        + (call.distinct() ? "distinct " : "")
        + call.arguments().stream().map(each -> "$" + each).collect(Collectors.joining(", "))
        + ")"
        + (call.filter().isPresent() ? " filter $" + call.filter().getAsLong() : "");
  }

  private static String key(SortKey key) {
    return "$"
        + key.column()
        + (key.descending() ? " desc" : "")
        + (key.nullsFirst() == key.descending()
            ? ""
            : key.nullsFirst() ? " nulls first" : " nulls last");
  }

  private static String limit(
      java.util.Optional<Expression> offset, java.util.Optional<Expression> fetch) {
    return offset.map(each -> " offset " + ExpressionText.of(each)).orElse("")
        + fetch.map(each -> " limit " + ExpressionText.of(each)).orElse("");
  }
}
