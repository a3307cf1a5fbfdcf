package io.armillaria.execution.plan;

import io.armillaria.execution.expression.ExpressionText;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// A window's line in EXPLAIN.
///
/// @param columns the name of each column of its input
public record WindowText(IntFunction<String> columns) {
  public String of(PhysicalPlan.Window window) {
    StringBuilder line = new StringBuilder("Window");
    if (!window.partition().isEmpty()) {
      line.append(" partition by ")
          .append(
              window.partition().stream().map(columns::apply).collect(Collectors.joining(", ")));
    }
    if (!window.order().isEmpty()) {
      line.append(" order by ")
          .append(window.order().stream().map(key -> key(key)).collect(Collectors.joining(", ")));
    }
    return line.append(
            window.calls().stream().map(this::call).collect(Collectors.joining("; ", ": ", "")))
        .toString();
  }

  private String key(SortKey key) {
    return columns.apply(key.column())
        + (key.descending() ? " desc" : "")
        + (key.nullsFirst() == key.descending()
            ? ""
            : key.nullsFirst() ? " nulls first" : " nulls last");
  }

  private String call(WindowCall call) {
    String name =
        switch (call.function()) {
          case WindowCall.Aggregate(var function) -> function.name();
          case WindowCall.Ranking ranking -> ranking.name();
          case WindowCall.Shift shift -> shift.name();
          case WindowCall.Pick pick -> pick.name();
        };
    String arguments =
        call.arguments().stream().map(columns::apply).collect(Collectors.joining(", "));
    return name.toLowerCase(java.util.Locale.ROOT)
        + (call.distinct() ? "(distinct " : "(")
        + arguments
        + ")"
        + (call.ignoreNulls() ? " ignore nulls" : "")
        + (isFramed(call) ? " " + frame(call.frame()) : "");
  }

  private static boolean isFramed(WindowCall call) {
    return switch (call.function()) {
      case WindowCall.Aggregate _, WindowCall.Pick _ -> !call.frame().isWhole();
      case WindowCall.Ranking _, WindowCall.Shift _ -> false;
    };
  }

  private String frame(Frame frame) {
    String exclusion =
        switch (frame.exclusion()) {
          case NOTHING -> "";
          case CURRENT_ROW -> " exclude current row";
          case PEERS -> " exclude group";
          case OTHER_PEERS -> " exclude ties";
        };
    return (frame.rows() ? "rows " : "range ")
        + bound(frame.start(), "preceding")
        + " to "
        + bound(frame.end(), "following")
        + exclusion;
  }

  private String bound(Frame.Bound bound, String side) {
    return switch (bound) {
      case Frame.Unbounded _ -> "unbounded " + side;
      case Frame.CurrentRow _ -> "current row";
      case Frame.Rows(var count, boolean following) ->
          new ExpressionText(columns).of(count) + (following ? " following" : " preceding");
      case Frame.Value(_, int limit) -> columns.apply(limit);
    };
  }
}
