package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.ExpressionCompiler;
import io.armillaria.execution.expression.Expressions;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.column.ColumnStatistics;
import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.table.Column;
import io.armillaria.storage.table.Segment;
import io.armillaria.storage.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Tells from statistics alone that a filter keeps no row of a segment.
final class SegmentPruner {
  /// Whether a condition is TRUE for no row of a segment.
  private interface Test {
    boolean excludes(Segment segment);
  }

  private final ExpressionCompiler compiler;
  private final List<Column> columns;
  private final List<Test> tests;

  SegmentPruner(ExpressionCompiler compiler, List<Column> columns, List<Expression> filters) {
    this.compiler = compiler;
    this.columns = columns;
    this.tests = filters.stream().map(this::test).flatMap(Optional::stream).toList();
  }

  boolean excludes(Segment segment) {
    for (Test test : tests) {
      if (test.excludes(segment)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Test> test(Expression condition) {
    return switch (condition) {
      case Expression.Call call -> test(call);
      case Expression.In in when columnOf(in.operand()).isPresent() -> membership(in);
      default -> Optional.empty();
    };
  }

  private Optional<Test> test(Expression.Call call) {
    List<Expression> arguments = call.arguments();
    return switch (call.function()) {
      case AND -> {
        List<Test> parts = arguments.stream().map(this::test).flatMap(Optional::stream).toList();
        yield Optional.of(segment -> parts.stream().anyMatch(part -> part.excludes(segment)));
      }
      case OR -> {
        List<Optional<Test>> parts = arguments.stream().map(this::test).toList();
        yield parts.stream().allMatch(Optional::isPresent)
            ? Optional.of(
                segment -> parts.stream().allMatch(part -> part.orElseThrow().excludes(segment)))
            : Optional.empty();
      }
      case IS_NULL ->
          columnOf(arguments.getFirst())
              .map(column -> segment -> segment.statistics(column).nulls() == 0);
      case IS_NOT_NULL -> columnOf(arguments.getFirst()).map(SegmentPruner::allNull);
      case EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
        Optional<Test> test = comparison(call.function(), arguments.get(0), arguments.get(1));
        yield test.isPresent()
            ? test
            : comparison(mirrored(call.function()), arguments.get(1), arguments.get(0));
      }
      default -> Optional.empty();
    };
  }

  private Optional<Test> comparison(Function function, Expression side, Expression other) {
    Optional<Column> column = columnOf(side);
    Optional<Optional<Object>> value = constant(other);
    if (column.isEmpty() || value.isEmpty()) {
      return Optional.empty();
    }
    Optional<Object> bound = value.get();
    return Optional.of(
        segment ->
            bound.isEmpty() || outside(function, segment.statistics(column.get()), bound.get()));
  }

  private Optional<Test> membership(Expression.In in) {
    Column column = columnOf(in.operand()).orElseThrow();
    List<Object> members = new ArrayList<>();
    for (Expression member : in.members()) {
      Optional<Optional<Object>> value = constant(member);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      value.get().ifPresent(members::add);
    }
    return Optional.of(
        segment -> {
          ColumnStatistics statistics = segment.statistics(column);
          return members.stream().allMatch(m -> outside(Function.EQUAL, statistics, m));
        });
  }

  private static Test allNull(Column column) {
    return segment -> segment.statistics(column).nulls() == segment.rows();
  }

  /// Whether no value that is not NULL compares so with `bound`.
  private static boolean outside(Function function, ColumnStatistics statistics, Object bound) {
    if (statistics.nulls() == statistics.rows()) {
      return true;
    }
    Object least = statistics.minimum();
    Object greatest = statistics.maximum();
    return switch (function) {
      case EQUAL ->
          (least != null && Bounds.compare(bound, least) < 0)
              || (greatest != null && Bounds.compare(bound, greatest) > 0);
      case LESS -> least != null && Bounds.compare(least, bound) >= 0;
      case LESS_OR_EQUAL -> least != null && Bounds.compare(least, bound) > 0;
      case GREATER -> greatest != null && Bounds.compare(greatest, bound) <= 0;
      case GREATER_OR_EQUAL -> greatest != null && Bounds.compare(greatest, bound) < 0;
      default -> false;
    };
  }

  /// A column, maybe as a longer text, whose values compare as the column's do.
  private Optional<Column> columnOf(Expression expression) {
    if (expression instanceof Expression.Cast cast && lengthens(cast)) {
      return columnOf(cast.operand());
    }
    return expression instanceof Expression.Column column && column.index() < columns.size()
        ? Optional.of(columns.get(column.index()))
        : Optional.empty();
  }

  private static boolean lengthens(Expression.Cast cast) {
    return cast.type() instanceof DataType.Varchar to
        && switch (cast.operand().type()) {
          case DataType.Char from -> from.length() <= to.length();
          case DataType.Varchar from -> from.length() <= to.length();
          default -> false;
        };
  }

  /// The value of an expression without columns, itself empty for NULL.
  private Optional<Optional<Object>> constant(Expression expression) {
    if (Expressions.columns(expression).length > 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(Optional.ofNullable(compiler.value(expression)));
    } catch (DatabaseException e) {
      // it fails again, and is reported, when a row needs it
      return Optional.empty();
    }
  }

  private static Function mirrored(Function function) {
    return switch (function) {
      case LESS -> Function.GREATER;
      case LESS_OR_EQUAL -> Function.GREATER_OR_EQUAL;
      case GREATER -> Function.LESS;
      case GREATER_OR_EQUAL -> Function.LESS_OR_EQUAL;
      default -> function;
    };
  }
}
