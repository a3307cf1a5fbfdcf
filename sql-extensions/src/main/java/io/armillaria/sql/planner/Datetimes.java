package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.List;
import org.apache.calcite.avatica.util.TimeUnitRange;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.type.SqlTypeName;

/// Dates, times and intervals. An interval is a BIGINT: months for the year-month kind,
/// microseconds for the day-time kind.
final class Datetimes {
  private static final long MILLISECOND = 1_000;
  private static final long SECOND = 1_000 * MILLISECOND;
  private static final long DAY = 86_400 * SECOND;

  private final Casts casts;

  Datetimes(Casts casts) {
    this.casts = casts;
  }

  boolean isInterval(RelDataType type) {
    return SqlTypeName.INTERVAL_TYPES.contains(type.getSqlTypeName());
  }

  private static boolean isMonths(RelDataType type) {
    return SqlTypeName.YEAR_INTERVAL_TYPES.contains(type.getSqlTypeName());
  }

  boolean isDatetimeArithmetic(RexCall call) {
    return call.getOperands().stream()
        .map(RexNode::getType)
        .anyMatch(
            type -> isInterval(type) || SqlTypeName.DATETIME_TYPES.contains(type.getSqlTypeName()));
  }

  Expression arithmetic(RexCall call, List<Expression> operands) {
    if (operands.size() == 1) {
      return call.getKind() == org.apache.calcite.sql.SqlKind.MINUS_PREFIX
          ? negated(operands.getFirst())
          : operands.getFirst();
    }
    RelDataType left = call.getOperands().get(0).getType();
    RelDataType right = call.getOperands().get(1).getType();
    Expression first = operands.get(0);
    Expression second = operands.get(1);
    return switch (call.getKind()) {
      case PLUS ->
          isInterval(left)
              ? isInterval(right)
                  ? number(Function.ADD, first, second)
                  : moved(call, second, first, left)
              : moved(call, first, second, right);
      case MINUS -> {
        if (isInterval(left)) {
          yield number(Function.SUBTRACT, first, second);
        }
        yield isInterval(right)
            ? moved(call, first, negated(second), right)
            : between(call.getType(), first, second);
      }
      case TIMES ->
          scaled(
              Function.MULTIPLY,
              isInterval(left) ? first : second,
              isInterval(left) ? second : first);
      case DIVIDE -> isInterval(left) ? scaled(Function.DIVIDE, first, second) : refuse(call);
      default -> refuse(call);
    };
  }

  private Expression negated(Expression interval) {
    return number(Function.SUBTRACT, Literals.ofLong(0, Plain.BIGINT), interval);
  }

  private Expression number(Function function, Expression left, Expression right) {
    return casts.folded(
        new Expression.Call(
            function,
            List.of(casts.to(left, Plain.BIGINT), casts.to(right, Plain.BIGINT)),
            Plain.BIGINT));
  }

  /// An interval times or by a number, which may have a fraction.
  private Expression scaled(Function function, Expression interval, Expression factor) {
    if (Numbers.isWhole(factor.type())) {
      return number(function, interval, factor);
    }
    Expression product =
        new Expression.Call(
            function,
            List.of(casts.to(interval, Plain.DOUBLE), casts.to(factor, Plain.DOUBLE)),
            Plain.DOUBLE);
    return casts.to(casts.folded(product), Plain.BIGINT);
  }

  /// A point in time moved by an interval.
  private Expression moved(
      RexCall call, Expression value, Expression interval, RelDataType intervalType) {
    DataType type = ExpressionTypes.of(call.getType());
    Function function = isMonths(intervalType) ? Function.ADD_MONTHS : Function.ADD_MICROSECONDS;
    return new Expression.Call(
        function, List.of(casts.to(value, type), casts.to(interval, Plain.BIGINT)), type);
  }

  /// What lies between two points in time, the later one first.
  Expression microseconds(List<Expression> points) {
    return between(Function.MICROSECONDS_BETWEEN, points.getFirst(), points.getLast());
  }

  private Expression between(RelDataType interval, Expression later, Expression earlier) {
    return between(
        isMonths(interval) ? Function.MONTHS_BETWEEN : Function.MICROSECONDS_BETWEEN,
        later,
        earlier);
  }

  private Expression between(Function function, Expression later, Expression earlier) {
    DataType type =
        later.type() instanceof DataType.Time && earlier.type() instanceof DataType.Time
            ? later.type()
            : casts.common(later.type(), earlier.type());
    return new Expression.Call(
        function, List.of(casts.to(later, type), casts.to(earlier, type)), Plain.BIGINT);
  }

  Expression extract(RexCall call, Expression value) {
    TimeUnitRange unit =
        ((RexLiteral) call.getOperands().getFirst()).getValueAs(TimeUnitRange.class);
    RelDataType source = call.getOperands().get(1).getType();
    DataType result = ExpressionTypes.of(call.getType());
    if (isInterval(source)) {
      return casts.to(ofInterval(unit, value, isMonths(source)), result);
    }
    Function function =
        switch (unit) {
          case YEAR -> Function.EXTRACT_YEAR;
          case QUARTER -> Function.EXTRACT_QUARTER;
          case MONTH -> Function.EXTRACT_MONTH;
          case WEEK -> Function.EXTRACT_WEEK;
          case DAY -> Function.EXTRACT_DAY;
          case DOW -> Function.EXTRACT_DAY_OF_WEEK;
          case ISODOW -> Function.EXTRACT_ISO_DAY_OF_WEEK;
          case DOY -> Function.EXTRACT_DAY_OF_YEAR;
          case HOUR -> Function.EXTRACT_HOUR;
          case MINUTE -> Function.EXTRACT_MINUTE;
          case SECOND -> Function.EXTRACT_SECOND;
          case MILLISECOND -> Function.EXTRACT_MILLISECOND;
          case MICROSECOND -> Function.EXTRACT_MICROSECOND;
          case EPOCH -> Function.EXTRACT_EPOCH;
          default -> throw new Failure.Unsupported("EXTRACT(" + unit + " FROM ...)").raise();
        };
    return new Expression.Call(function, List.of(value), result);
  }

  private Expression ofInterval(TimeUnitRange unit, Expression value, boolean months) {
    if (months) {
      return switch (unit) {
        case YEAR -> part(value, 12, Long.MAX_VALUE);
        case MONTH -> part(value, 1, 12);
        default -> throw new Failure.Unsupported("EXTRACT(" + unit + " FROM interval)").raise();
      };
    }
    return switch (unit) {
      case DAY -> part(value, DAY, Long.MAX_VALUE);
      case HOUR -> part(value, 3600 * SECOND, 24);
      case MINUTE -> part(value, 60 * SECOND, 60);
      case SECOND -> part(value, SECOND, 60);
      case EPOCH -> part(value, SECOND, Long.MAX_VALUE);
      case MILLISECOND -> part(value, 1000, 60_000);
      case MICROSECOND -> part(value, 1, 60 * SECOND);
      default -> throw new Failure.Unsupported("EXTRACT(" + unit + " FROM interval)").raise();
    };
  }

  /// `value / unit MOD limit`
  private Expression part(Expression value, long unit, long limit) {
    Expression quotient =
        unit == 1 ? value : number(Function.DIVIDE, value, Literals.ofLong(unit, Plain.BIGINT));
    return limit == Long.MAX_VALUE
        ? quotient
        : number(Function.MODULO, quotient, Literals.ofLong(limit, Plain.BIGINT));
  }

  /// FLOOR and CEIL to a unit. CEIL is the floor itself, or else the floor one unit on.
  Expression rounded(RexCall call, Expression value) {
    TimeUnitRange unit = ((RexLiteral) call.getOperands().get(1)).getValueAs(TimeUnitRange.class);
    if (!(value.type() instanceof DataType.Time) && !Casts.isDatetime(value.type())) {
      return refuse(call);
    }
    Expression floor = floor(unit, value);
    if (call.getKind() == org.apache.calcite.sql.SqlKind.FLOOR) {
      return floor;
    }
    return new Expression.Case(
        List.of(
            new Expression.When(
                new Expression.Call(Function.EQUAL, List.of(floor, value), Plain.BOOLEAN), value)),
        next(unit, floor),
        value.type());
  }

  static Expression floor(TimeUnitRange unit, Expression value) {
    Function function =
        switch (unit) {
          case YEAR -> Function.FLOOR_YEAR;
          case QUARTER -> Function.FLOOR_QUARTER;
          case MONTH -> Function.FLOOR_MONTH;
          case WEEK -> Function.FLOOR_WEEK;
          case DAY -> Function.FLOOR_DAY;
          case HOUR -> Function.FLOOR_HOUR;
          case MINUTE -> Function.FLOOR_MINUTE;
          case SECOND -> Function.FLOOR_SECOND;
          default -> throw new Failure.Unsupported("FLOOR(... TO " + unit + ")").raise();
        };
    return new Expression.Call(function, List.of(value), value.type());
  }

  private static Expression next(TimeUnitRange unit, Expression floor) {
    return switch (unit) {
      case YEAR -> later(Function.ADD_MONTHS, floor, 12);
      case QUARTER -> later(Function.ADD_MONTHS, floor, 3);
      case MONTH -> later(Function.ADD_MONTHS, floor, 1);
      case WEEK -> later(Function.ADD_MICROSECONDS, floor, 7 * DAY);
      case DAY -> later(Function.ADD_MICROSECONDS, floor, DAY);
      case HOUR -> later(Function.ADD_MICROSECONDS, floor, 3600 * SECOND);
      case MINUTE -> later(Function.ADD_MICROSECONDS, floor, 60 * SECOND);
      case SECOND -> later(Function.ADD_MICROSECONDS, floor, SECOND);
      default -> throw new Failure.Unsupported("CEIL(... TO " + unit + ")").raise();
    };
  }

  private static Expression later(Function function, Expression value, long amount) {
    return new Expression.Call(
        function, List.of(value, Literals.ofLong(amount, Plain.BIGINT)), value.type());
  }

  /// A cast to or from an interval: from a number in the interval's leading unit, or to it.
  Expression cast(Expression value, RelDataType from, RelDataType to) {
    if (isInterval(from) && isInterval(to) && isMonths(from) == isMonths(to)) {
      return value;
    }
    if (isInterval(to) && Numbers.isNumber(value.type())) {
      return scaled(Function.MULTIPLY, Literals.ofLong(unit(to), Plain.BIGINT), value);
    }
    if (isInterval(from) && Numbers.isNumber(ExpressionTypes.of(to))) {
      return casts.to(
          number(Function.DIVIDE, value, Literals.ofLong(unit(from), Plain.BIGINT)),
          ExpressionTypes.of(to));
    }
    throw new Failure.Unsupported("CAST from " + from + " to " + to).raise();
  }

  /// An interval as the number that Calcite holds it as, or back: months, or milliseconds.
  Expression reinterpreted(Expression value, RelDataType from, RelDataType to) {
    if (isInterval(from) && isInterval(to)) {
      return value;
    }
    boolean months = isMonths(isInterval(from) ? from : to);
    long unit = months ? 1 : MILLISECOND;
    if (isInterval(to)) {
      return months
          ? casts.to(value, Plain.BIGINT)
          : scaled(Function.MULTIPLY, Literals.ofLong(unit, Plain.BIGINT), value);
    }
    return casts.to(part(value, unit, Long.MAX_VALUE), ExpressionTypes.of(to));
  }

  /// Months or microseconds in the leading unit of an interval type.
  private static long unit(RelDataType type) {
    return switch (type.getSqlTypeName()) {
      case INTERVAL_YEAR, INTERVAL_YEAR_MONTH -> 12;
      case INTERVAL_MONTH -> 1;
      case INTERVAL_DAY, INTERVAL_DAY_HOUR, INTERVAL_DAY_MINUTE, INTERVAL_DAY_SECOND -> DAY;
      case INTERVAL_HOUR, INTERVAL_HOUR_MINUTE, INTERVAL_HOUR_SECOND -> 3600 * SECOND;
      case INTERVAL_MINUTE, INTERVAL_MINUTE_SECOND -> 60 * SECOND;
      default -> SECOND;
    };
  }

  private static Expression refuse(RexCall call) {
    throw new Failure.TypeMismatch(
            call.getOperator().getName()
                + " cannot be applied to "
                + call.getOperands().stream().map(each -> each.getType().toString()).toList()
                + ".")
        .raise();
  }
}
