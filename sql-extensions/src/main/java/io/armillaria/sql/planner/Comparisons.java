package io.armillaria.sql.planner;

import com.google.common.collect.BoundType;
import com.google.common.collect.Range;
import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.Sarg;

/// Comparisons, and the sets of ranges (`SEARCH`) that Calcite folds them into.
final class Comparisons {
  private final Casts casts;

  Comparisons(Casts casts) {
    this.casts = casts;
  }

  Expression comparison(SqlKind kind, List<Expression> operands) {
    return compare(
        switch (kind) {
          case EQUALS -> Function.EQUAL;
          case NOT_EQUALS -> Function.NOT_EQUAL;
          case LESS_THAN -> Function.LESS;
          case LESS_THAN_OR_EQUAL -> Function.LESS_OR_EQUAL;
          case GREATER_THAN -> Function.GREATER;
          case GREATER_THAN_OR_EQUAL -> Function.GREATER_OR_EQUAL;
          case IS_DISTINCT_FROM -> Function.IS_DISTINCT_FROM;
          case IS_NOT_DISTINCT_FROM -> Function.IS_NOT_DISTINCT_FROM;
          default -> throw new IllegalArgumentException(kind.toString());
        },
        operands.get(0),
        operands.get(1));
  }

  private Expression compare(Function function, Expression left, Expression right) {
    Expression one = Casts.stripped(left);
    Expression other = Casts.stripped(right);
    return new Expression.Call(
        function,
        casts.comparable(
            ParameterBounds.fitted(mirrored(function), other.type(), one),
            ParameterBounds.fitted(function, one.type(), other)),
        Plain.BOOLEAN);
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

  /// `operand` in a set of ranges: points become IN, a range one or two comparisons.
  Expression search(Expression operand, RexCall call) {
    RexLiteral literal = (RexLiteral) call.getOperands().get(1);
    Sarg<?> sarg = java.util.Objects.requireNonNull(literal.getValueAs(Sarg.class));
    RelDataType type = call.getOperands().getFirst().getType();
    return nulls(sarg.nullAs, operand, ranges(operand, sarg, type));
  }

  /// What a NULL operand gives: UNKNOWN by itself, else said by the set.
  private static Expression nulls(RexUnknownAs nullAs, Expression operand, Expression test) {
    return switch (nullAs) {
      case UNKNOWN -> test;
      case TRUE -> any(List.of(call(Function.IS_NULL, operand), test));
      case FALSE -> all(List.of(call(Function.IS_NOT_NULL, operand), test));
    };
  }

  private Expression ranges(Expression operand, Sarg<?> sarg, RelDataType type) {
    if (sarg.isAll()) {
      return unlessNull(operand, Literals.TRUE);
    }
    if (sarg.isNone()) {
      return unlessNull(operand, Literals.FALSE);
    }
    if (sarg.isPoints()) {
      return points(operand, sarg.rangeSet.asRanges(), type, false);
    }
    if (sarg.isComplementedPoints()) {
      return points(operand, sarg.rangeSet.complement().asRanges(), type, true);
    }
    List<Expression> alternatives = new ArrayList<>();
    List<Range<?>> single = new ArrayList<>();
    for (Range<?> range : sarg.rangeSet.asRanges()) {
      if (isPoint(range)) {
        single.add(range);
      } else {
        alternatives.add(range(operand, range, type));
      }
    }
    if (!single.isEmpty()) {
      alternatives.add(members(operand, single, type));
    }
    return any(alternatives);
  }

  private Expression points(
      Expression operand, Set<? extends Range<?>> ranges, RelDataType type, boolean not) {
    List<Range<?>> points = new ArrayList<>(ranges);
    if (points.size() == 1) {
      Expression point = literal(points.getFirst().lowerEndpoint(), type);
      return compare(not ? Function.NOT_EQUAL : Function.EQUAL, operand, point);
    }
    Expression in = members(operand, points, type);
    return not ? call(Function.NOT, in) : in;
  }

  private Expression members(Expression operand, List<Range<?>> points, RelDataType type) {
    List<Expression> members =
        points.stream().map(point -> literal(point.lowerEndpoint(), type)).toList();
    return in(operand, members);
  }

  /// `operand IN (members)`; members that do not share the operand's type make it a chain of OR.
  private Expression in(Expression operand, List<Expression> members) {
    List<Expression> fitted = new ArrayList<>();
    for (Expression member : members) {
      List<Expression> pair = casts.comparable(operand, member);
      if (!pair.getFirst().equals(operand)
          || !(Casts.sameValues(operand.type(), pair.get(1).type()) || isChar(operand, pair))) {
        return any(members.stream().map(each -> compare(Function.EQUAL, operand, each)).toList());
      }
      fitted.add(retyped(pair.get(1), operand.type()));
    }
    return new Expression.In(operand, fitted, Plain.BOOLEAN);
  }

  private static boolean isChar(Expression operand, List<Expression> pair) {
    return operand.type() instanceof DataType.Char && Casts.isText(pair.get(1).type());
  }

  private static Expression retyped(Expression member, DataType type) {
    return member instanceof Expression.Literal(Object value, _)
        ? new Expression.Literal(value, type)
        : member;
  }

  private Expression range(Expression operand, Range<?> range, RelDataType type) {
    List<Expression> bounds = new ArrayList<>();
    if (range.hasLowerBound()) {
      bounds.add(
          compare(
              range.lowerBoundType() == BoundType.CLOSED
                  ? Function.GREATER_OR_EQUAL
                  : Function.GREATER,
              operand,
              literal(range.lowerEndpoint(), type)));
    }
    if (range.hasUpperBound()) {
      bounds.add(
          compare(
              range.upperBoundType() == BoundType.CLOSED ? Function.LESS_OR_EQUAL : Function.LESS,
              operand,
              literal(range.upperEndpoint(), type)));
    }
    return bounds.isEmpty() ? unlessNull(operand, Literals.TRUE) : all(bounds);
  }

  private static boolean isPoint(Range<?> range) {
    return range.hasLowerBound()
        && range.hasUpperBound()
        && range.lowerEndpoint().equals(range.upperEndpoint());
  }

  private static Expression literal(Object value, RelDataType type) {
    return Literals.of((RexLiteral) new RexBuilder(TYPES).makeLiteral(value, type, false, false));
  }

  private static final io.armillaria.sql.schema.ArmillariaTypeFactory TYPES =
      new io.armillaria.sql.schema.ArmillariaTypeFactory();

  private static Expression unlessNull(Expression operand, Expression value) {
    return new Expression.Case(
        List.of(
            new Expression.When(call(Function.IS_NULL, operand), Literals.ofNull(Plain.BOOLEAN))),
        value,
        Plain.BOOLEAN);
  }

  private static Expression call(Function function, Expression operand) {
    return new Expression.Call(function, List.of(operand), Plain.BOOLEAN);
  }

  static Expression any(List<Expression> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : new Expression.Call(Function.OR, conditions, Plain.BOOLEAN);
  }

  static Expression all(List<Expression> conditions) {
    return conditions.size() == 1
        ? conditions.getFirst()
        : new Expression.Call(Function.AND, conditions, Plain.BOOLEAN);
  }
}
