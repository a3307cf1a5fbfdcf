package io.armillaria.execution.operator;

import io.armillaria.execution.expression.Expression;
import io.armillaria.storage.failure.Failure;
import java.util.Optional;

/// Which rows OFFSET and FETCH let through: `fetch` rows after the first `offset`.
record RowWindow(long offset, long fetch) {
  static final RowWindow ALL = new RowWindow(0, Long.MAX_VALUE);

  static RowWindow of(Query query, Optional<Expression> offset, Optional<Expression> fetch) {
    return new RowWindow(
        count(query, offset, "OFFSET", 0), count(query, fetch, "LIMIT", Long.MAX_VALUE));
  }

  /// The number of rows of the input that matter.
  long end() {
    return fetch > Long.MAX_VALUE - offset ? Long.MAX_VALUE : offset + fetch;
  }

  private static long count(
      Query query, Optional<Expression> expression, String name, long whenAbsent) {
    Object value = expression.isEmpty() ? null : query.compiler().value(expression.get());
    if (value == null) {
      return whenAbsent;
    }
    if ((Long) value < 0) {
      throw new Failure.InvalidArgument(name + " must not be negative, but is " + value + ".")
          .raise();
    }
    return (Long) value;
  }
}
