package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The share of rows that pass conjuncts, taken to be independent of one another, but for those
/// that bound the same column.
final class Selectivity {
  private static final double RANGE = 1.0 / 3;
  private static final double PREFIX = 0.05;
  private static final double PATTERN = 0.1;
  private static final double OTHER = 0.25;
  private static final double LEAST = 1e-9;

  private final List<ColumnEstimate> columns;

  Selectivity(List<ColumnEstimate> columns) {
    this.columns = columns;
  }

  /// Bounds of one column.
  private record Interval(double low, double high) {
    Interval with(Interval other) {
      return new Interval(Math.max(low, other.low), Math.min(high, other.high));
    }
  }

  double of(List<Expression> conjuncts) {
    Map<Integer, Interval> intervals = new HashMap<>();
    double share = 1;
    for (Expression conjunct : conjuncts) {
      if (!enter(conjunct, intervals)) {
        share *= of(conjunct);
      }
    }
    for (Map.Entry<Integer, Interval> entry : intervals.entrySet()) {
      share *= inside(columns.get(entry.getKey()), entry.getValue());
    }
    return Math.max(LEAST, share);
  }

  /// The columns when these conjuncts hold: with narrower bounds, and one value where they equal a
  /// constant.
  List<ColumnEstimate> narrowed(List<Expression> conjuncts) {
    Map<Integer, Interval> intervals = new HashMap<>();
    Map<Integer, Double> few = new HashMap<>();
    for (Expression conjunct : conjuncts) {
      enter(conjunct, intervals);
      switch (conjunct) {
        case Expression.Call(Function function, List<Expression> arguments, _)
            when function == Function.EQUAL -> {
          int column = column(arguments.get(0));
          if (column >= 0 && isConstant(arguments.get(1))) {
            few.put(column, 1.0);
          }
        }
        case Expression.In(Expression operand, List<Expression> members, _)
            when column(operand) >= 0 ->
            few.put(column(operand), (double) members.size());
        default -> {}
      }
    }
    ColumnEstimate[] narrowed = columns.toArray(ColumnEstimate[]::new);
    intervals.forEach(
        (column, interval) ->
            narrowed[column] = narrowed[column].within(interval.low, interval.high));
    few.forEach((column, values) -> narrowed[column] = narrowed[column].withDistinct(values));
    return List.of(narrowed);
  }

  private static boolean isConstant(Expression expression) {
    return expression instanceof Expression.Literal || expression instanceof Expression.Parameter;
  }

  private boolean enter(Expression conjunct, Map<Integer, Interval> intervals) {
    if (!(conjunct instanceof Expression.Call(Function function, List<Expression> arguments, _))
        || arguments.size() != 2) {
      return false;
    }
    boolean mirrored = arguments.get(0) instanceof Expression.Literal;
    if (!(arguments.get(mirrored ? 1 : 0) instanceof Expression.Column(int column, _))
        || !columns.get(column).isBounded()
        || !(arguments.get(mirrored ? 0 : 1) instanceof Expression.Literal(Object value, _))) {
      return false;
    }
    double bound = TableStatistics.number(value);
    Interval interval =
        switch (function) {
          case LESS, LESS_OR_EQUAL -> mirrored ? above(bound) : below(bound);
          case GREATER, GREATER_OR_EQUAL -> mirrored ? below(bound) : above(bound);
          default -> null;
        };
    if (interval == null || Double.isNaN(bound)) {
      return false;
    }
    intervals.merge(column, interval, Interval::with);
    return true;
  }

  private static Interval below(double bound) {
    return new Interval(Double.NEGATIVE_INFINITY, bound);
  }

  private static Interval above(double bound) {
    return new Interval(bound, Double.POSITIVE_INFINITY);
  }

  private static double inside(ColumnEstimate column, Interval interval) {
    double low = Math.max(column.least(), interval.low);
    double high = Math.min(column.greatest(), interval.high);
    double width = column.greatest() - column.least();
    if (high < low) {
      return LEAST;
    }
    double least = 1 / column.distinct();
    return (1 - column.nulls())
        * Math.min(1, Math.max(least, width <= 0 ? 1 : (high - low) / width));
  }

  private double of(Expression condition) {
    return switch (condition) {
      case Expression.Call(Function function, List<Expression> arguments, _) ->
          call(function, arguments);
      case Expression.In in -> Math.min(1, in.members().size() * equal(in.operand()));
      case Expression.Literal(Object value, _) -> Long.valueOf(1).equals(value) ? 1 : LEAST;
      default -> OTHER;
    };
  }

  private double call(Function function, List<Expression> arguments) {
    return switch (function) {
      case AND -> of(arguments);
      case OR ->
          1
              - arguments.stream()
                  .mapToDouble(each -> 1 - of(List.of(each)))
                  .reduce(1, (a, b) -> a * b);
      case NOT, IS_NOT_TRUE -> Math.max(LEAST, 1 - of(arguments));
      case IS_TRUE -> of(arguments);
      case EQUAL, IS_NOT_DISTINCT_FROM -> equal(arguments.get(0), arguments.get(1));
      case NOT_EQUAL, IS_DISTINCT_FROM ->
          Math.max(LEAST, 1 - equal(arguments.get(0), arguments.get(1)));
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> RANGE;
      case IS_NULL -> nulls(arguments.getFirst());
      case IS_NOT_NULL -> 1 - nulls(arguments.getFirst());
      case LIKE, ILIKE -> pattern(arguments.get(1));
      default -> OTHER;
    };
  }

  private double equal(Expression left, Expression right) {
    int a = column(left);
    int b = column(right);
    if (left instanceof Expression.Column
        && right instanceof Expression.Literal(Object value, _)
        && isOutside(a, value)) {
      return LEAST;
    }
    return a < 0 ? equal(right) : b < 0 ? equal(left) : Math.min(equal(left), equal(right));
  }

  private boolean isOutside(int column, Object value) {
    double number = TableStatistics.number(value);
    ColumnEstimate estimate = columns.get(column);
    return estimate.isBounded() && (number < estimate.least() || number > estimate.greatest());
  }

  private double equal(Expression side) {
    int column = column(side);
    return column < 0
        ? PATTERN
        : (1 - columns.get(column).nulls()) / columns.get(column).distinct();
  }

  private double nulls(Expression side) {
    int column = column(side);
    return Math.max(LEAST, column < 0 ? PATTERN : columns.get(column).nulls());
  }

  private static double pattern(Expression pattern) {
    boolean anywhere =
        pattern instanceof Expression.Literal(Object value, _)
            && value instanceof byte[] bytes
            && bytes.length > 0
            && bytes[0] == '%';
    return anywhere ? PATTERN : PREFIX;
  }

  /// The column behind an expression, -1 for none.
  private static int column(Expression expression) {
    return switch (expression) {
      case Expression.Column(int index, _) -> index;
      case Expression.Cast(Expression operand, _, _) -> column(operand);
      default -> -1;
    };
  }
}
