package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Expression;
import io.armillaria.execution.expression.Function;
import java.util.List;

/// Takes conditions apart at their ANDs.
final class Conjuncts {
  private Conjuncts() {}

  static List<Expression> of(Expression condition) {
    return condition instanceof Expression.Call call && call.function() == Function.AND
        ? call.arguments().stream().flatMap(part -> of(part).stream()).toList()
        : List.of(condition);
  }
}
