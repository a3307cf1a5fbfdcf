package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.storage.type.DataType;
import java.util.List;

/// Chooses the accumulator of each aggregate call.
final class Accumulators {
  private Accumulators() {}

  /// @param inputs the types of the aggregate's input columns
  static Accumulator of(AggregateCall call, List<DataType> inputs) {
    List<DataType> arguments = call.arguments().stream().map(inputs::get).toList();
    boolean distinct =
        call.distinct()
            && switch (call.function()) {
              case COUNT, SUM, SUM0, AVG, STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> true;
              case MIN, MAX, BOOL_AND, BOOL_OR, ANY_VALUE, SINGLE_VALUE -> false;
            };
    return distinct
        ? new DistinctAccumulator(() -> plain(call, arguments), arguments)
        : plain(call, arguments);
  }

  private static Accumulator plain(AggregateCall call, List<DataType> arguments) {
    AggregateFunction function = call.function();
    DataType type = call.type();
    return switch (function) {
      case COUNT -> new CountAccumulator();
      case SUM, SUM0, AVG -> sum(function, arguments.getFirst(), type);
      case MIN, BOOL_AND -> new ExtremeAccumulator(false, type.layout());
      case MAX, BOOL_OR -> new ExtremeAccumulator(true, type.layout());
      case SINGLE_VALUE -> new PickAccumulator(true, type.layout());
      case ANY_VALUE -> new PickAccumulator(false, type.layout());
      case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP ->
          new VarianceAccumulator(function, arguments.getFirst(), type);
    };
  }

  private static Accumulator sum(AggregateFunction function, DataType input, DataType type) {
    boolean average = function == AggregateFunction.AVG;
    boolean zero = function == AggregateFunction.SUM0;
    return ExactNumbers.exact(input)
        ? new ExactSumAccumulator(input, type, average, zero)
        : new DoubleSumAccumulator(input, type, average, zero);
  }
}
