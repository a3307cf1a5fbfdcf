package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Expressions;
import io.armillaria.execution.expression.Function;
import io.armillaria.execution.plan.PhysicalPlan;
import io.armillaria.execution.plan.PhysicalPlan.JoinKind;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/// The part of a plan in which joins may be put into any order: inner joins with what filters their
/// rows. The columns of all inputs are numbered through, in the order of the inputs.
final class JoinRegion {
  /// A plan that is joined.
  ///
  /// @param first the number of its first column
  /// @param semi how it filters the others, when it does not add to them
  record Input(PhysicalPlan plan, int first, Optional<Semi> semi) {
    boolean owns(int column) {
      return column >= first && column < first + plan.types().size();
    }
  }

  /// A semi or anti join.
  ///
  /// @param outer the keys of the rows that are filtered
  /// @param inner the keys of the input
  record Semi(
      boolean negated, List<Integer> outer, List<Integer> inner, Optional<Expression> residual) {}

  /// Two columns that are equal in every row.
  record Equality(int left, int right) {}

  private final List<Input> inputs = new ArrayList<>();
  private final List<DataType> types = new ArrayList<>();
  private final List<Equality> equalities = new ArrayList<>();
  private final List<Expression> conditions = new ArrayList<>();
  private final List<Integer> output;

  private JoinRegion(PhysicalPlan plan) {
    this.output = flatten(plan);
  }

  /// The region that `plan` is the top of; it has a single input when there is nothing to order.
  static JoinRegion of(PhysicalPlan plan) {
    return new JoinRegion(plan);
  }

  /// The same region with other plans for its inputs, of the same columns.
  JoinRegion mapped(UnaryOperator<PhysicalPlan> map) {
    inputs.replaceAll(input -> new Input(map.apply(input.plan), input.first, input.semi));
    return this;
  }

  List<Input> inputs() {
    return inputs;
  }

  List<DataType> types() {
    return types;
  }

  List<Equality> equalities() {
    return equalities;
  }

  /// What must hold beside the equalities, over the numbered columns.
  List<Expression> conditions() {
    return conditions;
  }

  /// The columns that the region gives.
  List<Integer> output() {
    return output;
  }

  private List<Integer> flatten(PhysicalPlan plan) {
    return switch (plan) {
      case PhysicalPlan.HashJoin join when isPlain(join) && join.kind() == JoinKind.INNER -> {
        List<Integer> columns = new ArrayList<>(flatten(join.left()));
        List<Integer> right = flatten(join.right());
        for (int i = 0; i < join.leftKeys().size(); i++) {
          equalities.add(
              new Equality(
                  columns.get(join.leftKeys().get(i)), right.get(join.rightKeys().get(i))));
        }
        columns.addAll(right);
        join.residual().ifPresent(residual -> add(residual, columns));
        yield columns;
      }
      case PhysicalPlan.HashJoin join when isPlain(join) && isSemi(join.kind()) -> {
        List<Integer> left = flatten(join.left());
        List<Integer> columns = new ArrayList<>(left);
        int first = types.size();
        IntStream.range(0, join.right().types().size()).forEach(i -> columns.add(first + i));
        Semi semi =
            new Semi(
                join.kind() == JoinKind.ANTI,
                join.leftKeys().stream().map(left::get).toList(),
                join.rightKeys().stream().map(key -> first + key).toList(),
                join.residual().map(residual -> Columns.moved(residual, places(columns))));
        add(new Input(join.right(), first, Optional.of(semi)));
        yield left;
      }
      case PhysicalPlan.NestedLoopJoin join when join.kind() == JoinKind.INNER -> {
        List<Integer> columns = new ArrayList<>(flatten(join.left()));
        columns.addAll(flatten(join.right()));
        join.condition().ifPresent(condition -> add(condition, columns));
        yield columns;
      }
      case PhysicalPlan.Project(PhysicalPlan input, List<Expression> expressions)
          when expressions.stream().allMatch(Expression.Column.class::isInstance) -> {
        List<Integer> columns = flatten(input);
        yield expressions.stream()
            .map(expression -> columns.get(((Expression.Column) expression).index()))
            .toList();
      }
      case PhysicalPlan.Filter(PhysicalPlan input, Expression condition)
          when !Expressions.isVolatile(condition) -> {
        List<Integer> columns = flatten(input);
        add(condition, columns);
        yield columns;
      }
      default -> {
        int first = types.size();
        add(new Input(plan, first, Optional.empty()));
        yield IntStream.range(first, types.size()).boxed().toList();
      }
    };
  }

  private void add(Input input) {
    inputs.add(input);
    types.addAll(input.plan.types());
  }

  private void add(Expression condition, List<Integer> columns) {
    conditions.addAll(Plans.conjuncts(Columns.moved(condition, places(columns))));
  }

  private static int[] places(List<Integer> columns) {
    return columns.stream().mapToInt(Integer::intValue).toArray();
  }

  private static boolean isSemi(JoinKind kind) {
    return kind == JoinKind.SEMI || kind == JoinKind.ANTI;
  }

  private static boolean isPlain(PhysicalPlan.HashJoin join) {
    return !join.nullSafe().contains(true)
        && join.residual().filter(Expressions::isVolatile).isEmpty();
  }

  /// The inputs that an expression reads, a bit each. What reads none counts as the first one's,
  /// which is no semi join's, so that it is evaluated somewhere.
  long inputsOf(Expression expression) {
    long bits = 0;
    for (int column : Expressions.columns(expression)) {
      bits |= 1L << inputOf(column);
    }
    return bits == 0 ? 1 : bits;
  }

  /// The input that a column belongs to.
  int inputOf(int column) {
    return IntStream.range(0, inputs.size())
        .filter(i -> inputs.get(i).owns(column))
        .findFirst()
        .orElseThrow();
  }

  /// What a condition over several inputs says about one of them alone: of `(a = 1 AND b = 2) OR (a
  /// = 2 AND b = 1)` that `a = 1 OR a = 2`.
  Optional<Expression> implied(Expression condition, int input) {
    if (!(condition instanceof Expression.Call(Function function, List<Expression> branches, _))
        || function != Function.OR) {
      return Optional.empty();
    }
    List<Expression> parts = new ArrayList<>();
    for (Expression branch : branches) {
      List<Expression> own =
          Plans.conjuncts(branch).stream()
              .filter(each -> inputsOf(each) == 1L << input && isSimple(each))
              .toList();
      if (own.isEmpty()) {
        return Optional.empty();
      }
      parts.add(own.size() == 1 ? own.getFirst() : call(Function.AND, own));
    }
    return Optional.of(call(Function.OR, parts));
  }

  private static Expression call(Function function, List<Expression> arguments) {
    return new Expression.Call(function, arguments, Plain.BOOLEAN);
  }

  /// Whether a condition cannot fail.
  private static boolean isSimple(Expression condition) {
    return switch (condition) {
      case Expression.Call(Function function, List<Expression> arguments, _) ->
          switch (function) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, LIKE ->
                arguments.stream().allMatch(JoinRegion::isValue);
            default -> false;
          };
      case Expression.In(Expression operand, List<Expression> members, _) ->
          isValue(operand) && members.stream().allMatch(JoinRegion::isValue);
      default -> false;
    };
  }

  private static boolean isValue(Expression expression) {
    return switch (expression) {
      case Expression.Column _, Expression.Literal _ -> true;
      case Expression.Cast(Expression operand, DataType type, boolean assignment) ->
          !assignment && type.layout() == DataType.Layout.BYTES && isValue(operand);
      default -> false;
    };
  }
}
