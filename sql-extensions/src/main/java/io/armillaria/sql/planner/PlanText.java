package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.operator.RunFigures;
import io.armillaria.execution.plan.Access;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.execution.plan.WindowText;
import io.armillaria.storage.table.Index;
import io.armillaria.storage.table.TableSchema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A physical plan as text, an operator a line with the rows that it is thought to give, inputs
/// indented below.
public final class PlanText {
  private final List<String> lines = new ArrayList<>();

  private final PlannedQuery query;

  private final Estimator estimator;
  private final Optional<RunFigures> figures;

  private PlanText(PlannedQuery query, Optional<RunFigures> figures) {
    this.query = query;
    this.estimator = new Estimator(query.tables());
    this.figures = figures;
  }

  public static List<String> lines(PlannedQuery query) {
    return lines(query, Optional.empty());
  }

  /// The plan with what its operators did in a run.
  public static List<String> lines(PlannedQuery query, RunFigures figures) {
    return lines(query, Optional.of(figures));
  }

  private static List<String> lines(PlannedQuery query, Optional<RunFigures> figures) {
    PlanText text = new PlanText(query, figures);
    text.add(query.plan(), 0);
    return text.lines;
  }

  /// The plan below a headline.
  public static List<String> lines(String headline, PlannedQuery query) {
    PlanText text = new PlanText(query, Optional.empty());
    text.lines.add(headline);
    text.add(query.plan(), 1);
    return text.lines;
  }

  // the shared plans that were shown already
  private final Set<Integer> shared = new HashSet<>();

  private void line(PhysicalPlan plan, int depth, String text) {
    String estimate = "~" + Math.round(estimator.rows(plan));
    String all =
        plan instanceof PhysicalPlan.Scan scan ? " of " + Math.round(scan.rowEstimate()) : "";
    String found = figures.map(run -> figures(run.of(plan))).orElse("");
    lines.add("  ".repeat(depth) + text + " (" + estimate + all + " rows" + found + ")");
  }

  private static String figures(RunFigures.Figures run) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "; %d rows in %.3f ms", run.rows(), run.nanos() / 1e6));
    run.bytes()
        .ifPresent(
            bytes ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        ", %d bytes, %d of %d leaves pruned",
                        bytes,
                        run.pruned().orElseThrow(),
                        run.leaves().orElseThrow())));
    return text.toString();
  }

  private void add(PhysicalPlan plan, int depth) {
    switch (plan) {
      case PhysicalPlan.Scan scan -> line(plan, depth, scan(scan));
      case PhysicalPlan.Virtual(_, String name, _) -> line(plan, depth, "SystemTable " + name);
      case PhysicalPlan.Values(List<List<Expression>> rows, _) ->
          line(plan, depth, "Values " + values(rows));
      case PhysicalPlan.Filter(PhysicalPlan input, Expression condition) -> {
        line(plan, depth, "Filter " + ExpressionText.of(condition));
        add(input, depth + 1);
      }
      case PhysicalPlan.Project(PhysicalPlan input, List<Expression> expressions) -> {
        line(plan, depth, "Project " + ExpressionText.list(expressions));
        add(input, depth + 1);
      }
      case PhysicalPlan.HashJoin join -> {
        line(plan, depth, join(join));
        add(join.left(), depth + 1);
        add(join.right(), depth + 1);
      }
      case PhysicalPlan.NestedLoopJoin join -> {
        line(
            plan,
            depth,
            "NestedLoopJoin "
                + join.kind()
                + join.condition().map(each -> " on " + ExpressionText.of(each)).orElse(""));
        add(join.left(), depth + 1);
        add(join.right(), depth + 1);
      }
      case PhysicalPlan.Aggregate aggregate -> {
        line(plan, depth, aggregate(aggregate));
        add(aggregate.input(), depth + 1);
      }
      case PhysicalPlan.Window window -> {
        line(plan, depth, new WindowText(column -> "$" + column).of(window));
        add(window.input(), depth + 1);
      }
      case PhysicalPlan.Sort sort -> {
        line(
            plan,
            depth,
            "Sort "
                + sort.keys().stream().map(PlanText::key).collect(Collectors.joining(", "))
                + limit(sort.offset(), sort.fetch()));
        add(sort.input(), depth + 1);
      }
      case PhysicalPlan.Limit(PhysicalPlan input, var offset, var fetch) -> {
        line(plan, depth, "Limit" + limit(offset, fetch));
        add(input, depth + 1);
      }
      case PhysicalPlan.Recursion(var seed, var step, int working, boolean all) -> {
        line(plan, depth, "Recursion " + working + (all ? " all" : ""));
        add(seed, depth + 1);
        add(step, depth + 1);
      }
      case PhysicalPlan.Working working -> line(plan, depth, "Working " + working.number());
      case PhysicalPlan.Shared(int number, var input) -> {
        boolean first = shared.add(number);
        line(plan, depth, "Shared " + number + (first ? "" : " as above"));
        if (first) {
          add(input, depth + 1);
        }
      }
      case PhysicalPlan.Series(var from, var to, var step) ->
          line(plan, depth, "Series " + ExpressionText.list(List.of(from, to, step)));
      case PhysicalPlan.UnionAll(List<PhysicalPlan> inputs) -> {
        line(plan, depth, "UnionAll");
        inputs.forEach(each -> add(each, depth + 1));
      }
      case PhysicalPlan.SetOperation(var left, var right, var kind, boolean all) -> {
        line(plan, depth, kind + (all ? " ALL" : ""));
        add(left, depth + 1);
        add(right, depth + 1);
      }
    }
  }

  private String scan(PhysicalPlan.Scan scan) {
    TableSchema schema = query.tables().get(scan.table()).snapshot().schema();
    Optional<Access> access = Access.of(scan, schema);
    return access.map(each -> "Lookup ").orElse("Scan ")
        + scan.name()
        + access.map(each -> " by " + by(each, schema)).orElse("")
        + " columns "
        + scan.columns()
        + (scan.address() ? " with address" : "")
        + (scan.filters().isEmpty() ? "" : " where " + ExpressionText.conjunction(scan.filters()));
  }

  /// What rows are found by: the index, or the primary key, and those of its columns that are
  /// known.
  private static String by(Access access, TableSchema schema) {
    return access.path().index().map(Index::name).orElse(schema.primaryKeyName())
        + access.path().columns().stream()
            .map(id -> schema.columns().get(schema.ordinalOfId(id)).name())
            .collect(Collectors.joining(", ", " (", ")"));
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

  private static String limit(Optional<Expression> offset, Optional<Expression> fetch) {
    return offset.map(each -> " offset " + ExpressionText.of(each)).orElse("")
        + fetch.map(each -> " limit " + ExpressionText.of(each)).orElse("");
  }
}
