package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.plan.Frame;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rex.RexFieldCollation;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexWindow;
import org.apache.calcite.rex.RexWindowBound;

/// A projection with window functions: what they need is computed below, a window for each
/// PARTITION BY with its ORDER BY, and the projection above.
///
/// `Project(a + SUM(b * 2) OVER (PARTITION BY c))` becomes `Project($0 + $3) <- Window(SUM($1)) <-
/// Project(a, b * 2, c)`.
final class WindowTranslation {
  private final Project project;
  private final ConstantFolder folder;
  private final ExpressionTranslator inputs;
  private final Casts casts;
  private final WindowRanges ranges;
  private final PhysicalPlan input;
  // the columns below the windows: the input's, then what is computed for the windows
  private final List<Expression> columns;

  /// What rows are sorted by for some calls.
  private record Shape(List<Integer> partition, List<SortKey> order) {}

  WindowTranslation(Project project, PhysicalPlan input, ConstantFolder folder) {
    this.project = project;
    this.input = input;
    this.folder = folder;
    this.inputs = new ExpressionTranslator(input.types(), folder);
    this.casts = new Casts(folder);
    this.ranges = new WindowRanges(project.getCluster().getRexBuilder());
    this.columns = new ArrayList<>(Plans.columns(input));
  }

  PhysicalPlan translate() {
    Map<Shape, List<RexOver>> windows = new LinkedHashMap<>();
    for (RexOver over : calls()) {
      windows.computeIfAbsent(shape(over.getWindow()), _ -> new ArrayList<>()).add(over);
    }
    Map<Shape, List<WindowCall>> translated = new LinkedHashMap<>();
    windows.forEach(
        (shape, calls) -> translated.put(shape, calls.stream().map(this::call).toList()));
    PhysicalPlan plan = Plans.project(input, columns);
    int next = columns.size();
    Map<RexOver, Integer> places = new LinkedHashMap<>();
    for (Map.Entry<Shape, List<WindowCall>> window : translated.entrySet()) {
      Shape shape = window.getKey();
      plan = new PhysicalPlan.Window(plan, shape.partition, shape.order, window.getValue());
      for (RexOver over : windows.get(shape)) {
        places.put(over, next++);
      }
    }
    List<RexNode> above =
        new RexShuttle() {
          @Override
          public RexNode visitOver(RexOver over) {
            return new RexInputRef(places.get(over), over.getType());
          }
        }.visitList(project.getProjects());
    return Plans.project(plan, new ExpressionTranslator(plan.types(), folder).translate(above));
  }

  private List<RexOver> calls() {
    Map<RexOver, RexOver> found = new LinkedHashMap<>();
    new RexShuttle() {
      @Override
      public RexNode visitOver(RexOver over) {
        found.putIfAbsent(over, over);
        return over;
      }
    }.visitList(project.getProjects());
    return List.copyOf(found.keySet());
  }

  private Shape shape(RexWindow window) {
    List<Integer> partition =
        window.partitionKeys.stream().map(key -> place(inputs.translate(key))).distinct().toList();
    List<SortKey> order = new ArrayList<>();
    for (RexFieldCollation key : window.orderKeys) {
      int column = place(inputs.translate(key.left));
      boolean first = key.getNullDirection() == RelFieldCollation.NullDirection.FIRST;
      boolean last = key.getNullDirection() == RelFieldCollation.NullDirection.LAST;
      boolean descending = key.getDirection().isDescending();
      order.add(new SortKey(column, descending, first || (descending && !last)));
    }
    return new Shape(partition, order);
  }

  /// The column below the windows that has an expression's value.
  private int place(Expression expression) {
    int known = columns.indexOf(expression);
    if (known < 0) {
      columns.add(expression);
      return columns.size() - 1;
    }
    return known;
  }

  private WindowCall call(RexOver over) {
    WindowCall.Function function = function(over);
    List<Expression> operands = new ArrayList<>(inputs.translate(over.getOperands()));
    DataType type =
        switch (function) {
          case WindowCall.Shift _, WindowCall.Pick _ -> valueType(operands, over);
          case WindowCall.Aggregate aggregate ->
              AggregateFunctions.type(
                  aggregate.function(),
                  operands.stream().map(Expression::type).toList(),
                  over.getType());
          case WindowCall.Ranking _ -> ExpressionTypes.of(over.getType());
        };
    if (function instanceof WindowCall.Shift && operands.size() == 3) {
      operands.set(0, casts.to(operands.get(0), type));
      operands.set(2, casts.to(operands.get(2), type));
    }
    int count = counting(function);
    if (count >= 0 && count < operands.size()) {
      operands.set(count, casts.to(operands.get(count), Plain.BIGINT));
    }
    return new WindowCall(
        function,
        over.isDistinct(),
        over.ignoreNulls(),
        operands.stream().map(this::place).toList(),
        frame(over.getWindow()),
        type);
  }

  /// With a default of another type both have their common one.
  private DataType valueType(List<Expression> operands, RexOver over) {
    return operands.size() == 3 && !operands.get(0).type().equals(operands.get(2).type())
        ? ExpressionTypes.of(over.getType())
        : operands.getFirst().type();
  }

  /// Which argument counts rows.
  private static int counting(WindowCall.Function function) {
    return switch (function) {
      case WindowCall.Ranking ranking when ranking == WindowCall.Ranking.NTILE -> 0;
      case WindowCall.Shift _ -> 1;
      case WindowCall.Pick pick when pick == WindowCall.Pick.NTH_VALUE -> 1;
      default -> -1;
    };
  }

  private static WindowCall.Function function(RexOver over) {
    return switch (over.getAggOperator().getKind()) {
      case ROW_NUMBER -> WindowCall.Ranking.ROW_NUMBER;
      case RANK -> WindowCall.Ranking.RANK;
      case DENSE_RANK -> WindowCall.Ranking.DENSE_RANK;
      case PERCENT_RANK -> WindowCall.Ranking.PERCENT_RANK;
      case CUME_DIST -> WindowCall.Ranking.CUME_DIST;
      case NTILE -> WindowCall.Ranking.NTILE;
      case LAG -> WindowCall.Shift.LAG;
      case LEAD -> WindowCall.Shift.LEAD;
      case FIRST_VALUE -> WindowCall.Pick.FIRST_VALUE;
      case LAST_VALUE -> WindowCall.Pick.LAST_VALUE;
      case NTH_VALUE -> WindowCall.Pick.NTH_VALUE;
      default -> new WindowCall.Aggregate(AggregateFunctions.of(over.getAggOperator()));
    };
  }

  private Frame frame(RexWindow window) {
    Frame.Exclusion exclusion =
        switch (window.getExclude()) {
          case EXCLUDE_NO_OTHER -> Frame.Exclusion.NOTHING;
          case EXCLUDE_CURRENT_ROW -> Frame.Exclusion.CURRENT_ROW;
          case EXCLUDE_GROUP -> Frame.Exclusion.PEERS;
          case EXCLUDE_TIES -> Frame.Exclusion.OTHER_PEERS;
        };
    return new Frame(
        window.isRows(),
        bound(window, window.getLowerBound()),
        bound(window, window.getUpperBound()),
        exclusion);
  }

  private Frame.Bound bound(RexWindow window, RexWindowBound bound) {
    if (bound.isUnbounded()) {
      return new Frame.Unbounded();
    }
    if (bound.isCurrentRow()) {
      return new Frame.CurrentRow();
    }
    if (window.isRows()) {
      return new Frame.Rows(
          casts.to(inputs.translate(bound.getOffset()), Plain.BIGINT), bound.isFollowing());
    }
    if (window.orderKeys.size() != 1) {
      throw new Failure.Unsupported(
              "RANGE with an offset needs exactly one ORDER BY key, not "
                  + window.orderKeys.size()
                  + ".")
          .raise();
    }
    RexFieldCollation key = window.orderKeys.getFirst();
    WindowRanges.Range range =
        ranges.range(
            key.left, bound.getOffset(), bound.isFollowing() != key.getDirection().isDescending());
    Expression sorted = inputs.translate(range.key());
    Expression limit = casts.to(inputs.translate(range.limit()), sorted.type());
    return new Frame.Value(place(sorted), place(limit));
  }
}
