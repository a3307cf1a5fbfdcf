package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Brings expressions to the types that functions want: casts that change nothing are left out,
/// casts of constants are done now.
final class Casts {
  private final ConstantFolder folder;

  Casts(ConstantFolder folder) {
    this.folder = folder;
  }

  /// `operand` as `type`, by SQL's CAST.
  Expression to(Expression operand, DataType type) {
    return cast(operand, type, false);
  }

  /// `operand` as a value stored in a column of `type`.
  Expression assigned(Expression operand, DataType type) {
    return cast(operand, type, true);
  }

  /// The value of a constant, anything else as it is.
  Expression folded(Expression expression) {
    return folder.fold(expression);
  }

  private Expression cast(Expression operand, DataType type, boolean assignment) {
    if (operand.type().equals(type)) {
      return operand;
    }
    if (operand instanceof Expression.Literal literal) {
      if (literal.value() == null) {
        return Literals.ofNull(type);
      }
      Optional<BigDecimal> number = Literals.number(literal);
      if (number.isPresent()) {
        Optional<Expression.Literal> exact = Literals.exactly(number.get(), type);
        if (exact.isPresent()) {
          return exact.get();
        }
      }
    }
    if (isWidening(operand.type(), type)) {
      return retyped(operand, type);
    }
    return folder.fold(new Expression.Cast(operand, type, assignment));
  }

  /// Whether every value of `from` is, as it is held in memory, a value of `to`.
  private static boolean isWidening(DataType from, DataType to) {
    return from instanceof DataType.Varchar(int length)
        && to instanceof DataType.Varchar(int wanted)
        && length <= wanted;
  }

  private static Expression retyped(Expression operand, DataType type) {
    return switch (operand) {
      case Expression.Literal(Object value, _) -> new Expression.Literal(value, type);
      case Expression.Call(Function function, List<Expression> arguments, _) ->
          new Expression.Call(function, arguments, type);
      case Expression.Column _,
          Expression.Parameter _,
          Expression.Case _,
          Expression.Cast _,
          Expression.In _ ->
          new Expression.Cast(operand, type, false);
    };
  }

  /// Two expressions brought to types whose values compare: one layout and, for decimals, one
  /// scale.
  List<Expression> comparable(Expression one, Expression other) {
    Expression left = stripped(one);
    Expression right = stripped(other);
    DataType a = left.type();
    DataType b = right.type();
    if (isText(a) && isText(b)) {
      boolean blankIgnored = a instanceof DataType.Char || b instanceof DataType.Char;
      return blankIgnored
          ? List.of(withoutBlanks(left), withoutBlanks(right))
          : List.of(left, right);
    }
    if (sameValues(a, b)) {
      return List.of(left, right);
    }
    if (Numbers.isExact(a) && Numbers.isExact(b)) {
      return comparableNumbers(left, right);
    }
    DataType common = common(a, b);
    return List.of(to(left, common), to(right, common));
  }

  /// The expression without casts that change no value.
  static Expression stripped(Expression expression) {
    Expression result = expression;
    while (result instanceof Expression.Cast(Expression operand, DataType type, _)
        && isLossless(operand.type(), type)) {
      result = operand;
    }
    return result;
  }

  private static boolean isLossless(DataType from, DataType to) {
    if (Numbers.isExact(from) && to instanceof DataType.Decimal wide) {
      DataType.Decimal narrow = Numbers.decimal(from);
      return narrow.scale() <= wide.scale()
          && narrow.precision() - narrow.scale() <= wide.precision() - wide.scale();
    }
    if (Numbers.isWhole(from) && Numbers.isWhole(to)) {
      return Numbers.wider(from, to).equals(to);
    }
    return isWidening(from, to);
  }

  /// A comparison that is right for any two types, when the members are compared one by one.
  DataType common(DataType a, DataType b) {
    if (a.equals(b)) {
      return a;
    }
    if (isText(a) && isText(b)) {
      return new DataType.Varchar(Math.max(length(a), length(b)));
    }
    if (isBinary(a) && isBinary(b)) {
      return new DataType.Varbinary(DataType.UNLIMITED);
    }
    if (Numbers.isNumber(a) && Numbers.isNumber(b)) {
      return commonNumber(a, b);
    }
    if (isText(a)) {
      return b;
    }
    if (isText(b)) {
      return a;
    }
    if (isDatetime(a) && isDatetime(b)) {
      return rank(a) >= rank(b) ? a : b;
    }
    if (a instanceof DataType.Time && b instanceof DataType.Time) {
      return new DataType.Time(6);
    }
    throw new Failure.TypeMismatch(
            "Values of type " + a.sql() + " and " + b.sql() + " cannot be compared or combined.")
        .raise();
  }

  private static DataType commonNumber(DataType a, DataType b) {
    if (Numbers.isDouble(a) || Numbers.isDouble(b)) {
      return a == Plain.REAL && b == Plain.REAL ? Plain.REAL : Plain.DOUBLE;
    }
    if (Numbers.isWhole(a) && Numbers.isWhole(b)) {
      return Numbers.wider(a, b);
    }
    return Numbers.common(Numbers.decimal(a), Numbers.decimal(b));
  }

  /// Exact numbers: a constant takes the other side's type where it can, so that columns are
  /// compared as they are stored.
  private List<Expression> comparableNumbers(Expression left, Expression right) {
    Optional<Expression> fitted = fitted(right, left.type());
    if (fitted.isPresent()) {
      return List.of(left, fitted.get());
    }
    fitted = fitted(left, right.type());
    if (fitted.isPresent()) {
      return List.of(fitted.get(), right);
    }
    DataType common = Numbers.common(Numbers.decimal(left.type()), Numbers.decimal(right.type()));
    return List.of(to(left, common), to(right, common));
  }

  private static Optional<Expression> fitted(Expression constant, DataType type) {
    return constant instanceof Expression.Literal literal
        ? Literals.number(literal)
            .flatMap(number -> Literals.exactly(number, type))
            .map(Expression.class::cast)
        : Optional.empty();
  }

  /// Text without trailing blanks, as CHAR is stored.
  Expression withoutBlanks(Expression text) {
    return text.type() instanceof DataType.Char
        ? text
        : folder.fold(
            new Expression.Call(
                Function.TRIM_TRAILING, List.of(Literals.ofText(" "), text), text.type()));
  }

  /// Whether equal values of two types are held alike, so that they can be compared without a cast.
  static boolean sameValues(DataType a, DataType b) {
    if (a.equals(b) || (Numbers.isWhole(a) && Numbers.isWhole(b))) {
      return true;
    }
    if (Numbers.isDouble(a) && Numbers.isDouble(b)) {
      return true;
    }
    return switch (a) {
      case DataType.Decimal left ->
          b instanceof DataType.Decimal right
              && left.scale() == right.scale()
              && left.layout() == right.layout();
      case DataType.Time _ -> b instanceof DataType.Time;
      case DataType.Timestamp _ -> b instanceof DataType.Timestamp;
      case DataType.TimestampWithZone _ -> b instanceof DataType.TimestampWithZone;
      case DataType.Varchar _ -> b instanceof DataType.Varchar;
      case DataType.Binary _, DataType.Varbinary _ -> isBinary(b);
      case DataType.Char _ -> b instanceof DataType.Char;
      case Plain _ -> false;
    };
  }

  static boolean isText(DataType type) {
    return type instanceof DataType.Char || type instanceof DataType.Varchar;
  }

  private static boolean isBinary(DataType type) {
    return type instanceof DataType.Binary || type instanceof DataType.Varbinary;
  }

  static boolean isDatetime(DataType type) {
    return rank(type) > 0;
  }

  private static int rank(DataType type) {
    return switch (type) {
      case Plain.DATE -> 1;
      case DataType.Timestamp _ -> 2;
      case DataType.TimestampWithZone _ -> 3;
      default -> 0;
    };
  }

  private static int length(DataType type) {
    return switch (type) {
      case DataType.Char(int length) -> length;
      case DataType.Varchar(int length) -> length;
      default -> DataType.UNLIMITED;
    };
  }
}
