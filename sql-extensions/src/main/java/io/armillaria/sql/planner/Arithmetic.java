package io.armillaria.sql.planner;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.List;
import org.apache.calcite.rex.RexCall;

/// `+ - * / MOD` on numbers.
final class Arithmetic {
  private final Casts casts;

  Arithmetic(Casts casts) {
    this.casts = casts;
  }

  Expression call(RexCall call, List<Expression> operands) {
    DataType type = ExpressionTypes.of(call.getType());
    return switch (call.getKind()) {
      case PLUS_PREFIX -> operands.getFirst();
      case MINUS_PREFIX ->
          new Expression.Call(Function.NEGATE, List.of(casts.to(operands.getFirst(), type)), type);
      case PLUS -> binary(Function.ADD, operands, type);
      case MINUS -> binary(Function.SUBTRACT, operands, type);
      case TIMES -> binary(Function.MULTIPLY, operands, type);
      case DIVIDE -> binary(Function.DIVIDE, operands, type);
      case MOD -> binary(Function.MODULO, operands, type);
      default -> throw new IllegalArgumentException(call.toString());
    };
  }

  private Expression binary(Function function, List<Expression> operands, DataType result) {
    Expression left = operands.get(0);
    Expression right = operands.get(1);
    if (!Numbers.isNumber(left.type()) || !Numbers.isNumber(right.type())) {
      throw new Failure.TypeMismatch(
              function
                  + " cannot be applied to "
                  + left.type().sql()
                  + " and "
                  + right.type().sql()
                  + ".")
          .raise();
    }
    if (Numbers.isDouble(left.type()) || Numbers.isDouble(right.type())) {
      DataType type = Numbers.isDouble(result) ? result : DataType.Plain.DOUBLE;
      return casts.to(on(function, left, right, type, type), result);
    }
    if (Numbers.isWhole(left.type()) && Numbers.isWhole(right.type())) {
      DataType wider = Numbers.wider(left.type(), right.type());
      DataType type = Numbers.isWhole(result) ? Numbers.wider(wider, result) : wider;
      return casts.to(on(function, left, right, type, type), result);
    }
    DataType type =
        result instanceof DataType.Decimal
            ? result
            : Numbers.common(Numbers.decimal(left.type()), Numbers.decimal(right.type()));
    Expression exact =
        new Expression.Call(
            function,
            List.of(
                casts.to(left, Numbers.decimal(left.type())),
                casts.to(right, Numbers.decimal(right.type()))),
            type);
    return casts.to(exact, result);
  }

  private Expression on(
      Function function, Expression left, Expression right, DataType operand, DataType result) {
    return new Expression.Call(
        function, List.of(casts.to(left, operand), casts.to(right, operand)), result);
  }
}
