package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Chooses the accumulator of each aggregate call.
final class Accumulators {
  private Accumulators() {}

  /// @param inputs the types of the aggregate's input columns
  static Accumulator of(AggregateCall call, List<DataType> inputs) {
    return switch (call.function()) {
      case COUNT -> new CountAccumulator();
      case SUM, SUM0, AVG -> sum(call, inputs.get(call.arguments().getFirst()));
      case MIN, BOOL_AND -> new ExtremeAccumulator(false, call.type().layout());
      case MAX, BOOL_OR -> new ExtremeAccumulator(true, call.type().layout());
      default ->
          throw new Failure.Unsupported("The aggregate " + call.function() + " is not there.")
              .raise();
    };
  }

  private static Accumulator sum(AggregateCall call, DataType input) {
    boolean average = call.function() == AggregateFunction.AVG;
    boolean zero = call.function() == AggregateFunction.SUM0;
    return ExactNumbers.exact(input) && ExactNumbers.exact(call.type())
        ? new ExactSumAccumulator(input, call.type(), average, zero)
        : new DoubleSumAccumulator(input, call.type(), average, zero);
  }
}
