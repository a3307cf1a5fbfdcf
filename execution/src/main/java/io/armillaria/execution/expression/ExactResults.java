package io.armillaria.execution.expression;

import io.armillaria.storage.type.DataType;

/// Makes evaluators of exact numeric types from a body that gives unscaled values in range.
final class ExactResults {
  private ExactResults() {}

  static Evaluator of(Evaluator[] arguments, DataType type, RowInt128s.Body body) {
    return type.layout() == DataType.Layout.INT128
        ? new RowInt128s(arguments, true, body)
        : new RowLongs(arguments, true, (in, i) -> body.at(in, i).longValueExact());
  }
}
