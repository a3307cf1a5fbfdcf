package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.WindowCall;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.OptionalLong;

/// Chooses how each call of a window is computed.
final class WindowFunctions {
  private WindowFunctions() {}

  /// @param inputs the types of the window's input columns
  static WindowFunction of(Query query, WindowCall call, List<DataType> inputs) {
    int[] arguments = Keys.array(call.arguments());
    return switch (call.function()) {
      case WindowCall.Ranking ranking -> new Ranks(ranking, arguments);
      case WindowCall.Shift shift ->
          new ShiftedValues(shift == WindowCall.Shift.LEAD, call.ignoreNulls(), arguments);
      case WindowCall.Pick pick -> new PickedValues(pick, call.ignoreNulls(), arguments);
      case WindowCall.Aggregate(AggregateFunction function) ->
          aggregate(query, aggregateCall(function, call), arguments, inputs);
    };
  }

  /// An aggregate of a window as one of groups.
  static AggregateCall aggregateCall(AggregateFunction function, WindowCall call) {
    return new AggregateCall(
        function, call.distinct(), call.arguments(), OptionalLong.empty(), call.type());
  }

  private static WindowFunction aggregate(
      Query query, AggregateCall call, int[] arguments, List<DataType> inputs) {
    Accumulators.Likeness likeness = Accumulators.likeness(call, inputs);
    List<DataType> types = call.arguments().stream().map(inputs::get).toList();
    return switch (likeness.kind()) {
      case COUNT ->
          likeness.distinct()
              ? new DistinctFrames(query, arguments, types, (_, _) -> new DistinctTotal.Count())
              : new FrameCounts(arguments);
      case EXACT_SUM -> {
        SumResult result =
            new SumResult(call.function(), call.type(), ExactNumbers.scale(types.getFirst()));
        yield likeness.distinct()
            ? new DistinctFrames(
                query, arguments, types, (keys, _) -> new DistinctTotal.Exact(result, keys[0]))
            : new FrameSums(result, arguments[0]);
      }
      case MINIMUM -> new FrameExtremes(false, arguments[0]);
      case MAXIMUM -> new FrameExtremes(true, arguments[0]);
      case ANY -> new PickedValues(WindowCall.Pick.FIRST_VALUE, true, arguments);
      case DOUBLE_SUM,
          VARIANCE,
          CORRELATION,
          BIT_AND,
          BIT_OR,
          BIT_XOR,
          ROW_OF_MINIMUM,
          ROW_OF_MAXIMUM,
          SKETCH -> {
        if (!likeness.distinct()) {
          yield new FrameStates(
              call,
              arguments,
              types,
              () -> (CombinableAccumulator) Accumulators.inMemory(query, likeness, inputs));
        }
        if (likeness.kind() == Accumulators.Kind.DOUBLE_SUM) {
          yield new DistinctFrames(
              query,
              arguments,
              types,
              (keys, count) ->
                  new DistinctTotal.Approximate(call.function(), (DoubleVector) keys[0], count));
        }
        throw new Failure.Unsupported(
                call.function() + "(DISTINCT) over frames other than whole partitions")
            .raise();
      }
      case SINGLE, ORDERED ->
          throw new Failure.Unsupported(
                  call.function() + " over frames other than whole partitions")
              .raise();
    };
  }
}
