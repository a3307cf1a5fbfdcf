package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Brings a DECIMAL parameter to the narrower decimal type that it is compared with, so that the
/// column is compared as it is stored. What comes out depends on the parameter alone:
///
/// | parameter | `= <>` | `< >=` | `> <=` |
/// |---|---|---|---|
/// | a value of the type | itself | itself | itself |
/// | between two values | 10^precision | the next one up | the next one down |
/// | above all | 10^precision | 10^precision | 10^precision |
/// | below all | -10^precision | -10^precision | -10^precision |
///
/// No value of the type is as large as 10^precision (unscaled), yet its layout holds it.
final class ParameterBounds {
  private final Expression.Parameter parameter;
  private final DataType.Decimal type;

  private ParameterBounds(Expression.Parameter parameter, DataType.Decimal type) {
    this.parameter = parameter;
    this.type = type;
  }

  /// `expression` for `column function expression`, as it is unless it is a wider parameter.
  static Expression fitted(Function function, DataType column, Expression expression) {
    return column instanceof DataType.Decimal narrow
            && expression instanceof Expression.Parameter parameter
            && parameter.type() instanceof DataType.Decimal wide
            && isWider(wide, narrow)
        ? new ParameterBounds(parameter, narrow).fitted(function)
        : expression;
  }

  private static boolean isWider(DataType.Decimal wide, DataType.Decimal narrow) {
    return !wide.equals(narrow)
        && wide.scale() >= narrow.scale()
        && wide.precision() - wide.scale() >= narrow.precision() - narrow.scale();
  }

  private Expression fitted(Function function) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger greatest = limit.subtract(BigInteger.ONE);
    Expression truncated =
        new Expression.Call(
            Function.TRUNCATE,
            List.of(parameter, Literals.ofLong(type.scale(), Plain.INTEGER)),
            parameter.type());
    List<Expression.When> branches = new ArrayList<>();
    branches.add(when(parameter, Function.GREATER, wide(greatest), narrow(limit)));
    branches.add(when(parameter, Function.LESS, wide(greatest.negate()), narrow(limit.negate())));
    branches.add(
        switch (function) {
          case LESS, GREATER_OR_EQUAL ->
              when(truncated, Function.LESS, parameter, next(Function.ADD, truncated));
          case GREATER, LESS_OR_EQUAL ->
              when(truncated, Function.GREATER, parameter, next(Function.SUBTRACT, truncated));
          default -> when(truncated, Function.NOT_EQUAL, parameter, narrow(limit));
        });
    return new Expression.Case(branches, new Expression.Cast(truncated, type, false), type);
  }

  private static Expression.When when(
      Expression left, Function function, Expression right, Expression value) {
    return new Expression.When(
        new Expression.Call(function, List.of(left, right), Plain.BOOLEAN), value);
  }

  private Expression next(Function function, Expression truncated) {
    Expression step = wide(BigInteger.ONE);
    return new Expression.Cast(
        new Expression.Call(function, List.of(truncated, step), parameter.type()), type, false);
  }

  private Expression narrow(BigInteger unscaled) {
    return literal(unscaled, type);
  }

  /// The number that is `unscaled` in the narrow type, in the parameter's type.
  private Expression wide(BigInteger unscaled) {
    DataType.Decimal wide = (DataType.Decimal) parameter.type();
    return literal(unscaled.multiply(BigInteger.TEN.pow(wide.scale() - type.scale())), wide);
  }

  private static Expression literal(BigInteger unscaled, DataType.Decimal type) {
    return new Expression.Literal(
        type.layout() == DataType.Layout.LONG ? (Object) unscaled.longValueExact() : unscaled,
        type);
  }
}
