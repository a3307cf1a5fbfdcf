package io.armillaria.execution.expression;

import io.armillaria.execution.plan.ExecutionContext;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Layout;

/// Chooses how CAST is computed.
final class Casts {
  private Casts() {}

  static Evaluator of(Expression.Cast cast, Evaluator operand, ExecutionContext context) {
    DataType from = cast.operand().type();
    DataType to = cast.type();
    if (from.equals(to)) {
      return operand;
    }
    Evaluator[] arguments = {operand};
    if (Numbers.exact(from) && Numbers.exact(to)) {
      int a = Numbers.scale(from);
      int b = Numbers.scale(to);
      if (to.layout() == Layout.INT128) {
        return new RowInt128s(
            arguments,
            true,
            (in, i) -> Numbers.checked(Numbers.rescale(Numbers.at(in[0], i), a, b), to));
      }
      return new RowLongs(
          arguments,
          true,
          (in, i) ->
              Numbers.checked(Numbers.rescale(Numbers.at(in[0], i), a, b), to).longValueExact());
    }
    throw new Failure.Unsupported(
            "CAST of " + from.sql() + " to " + to.sql() + " for " + context.zone())
        .raise();
  }
}
