package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.OptionalLong;

/// Chooses the accumulator of each aggregate call.
final class Accumulators {
  /// Calls that are alike share an accumulator: SUM, SUM0 and AVG of the same column, for example.
  record Likeness(Kind kind, boolean distinct, List<Integer> arguments, OptionalLong filter) {}

  enum Kind {
    COUNT,
    EXACT_SUM,
    DOUBLE_SUM,
    MINIMUM,
    MAXIMUM,
    SINGLE,
    ANY,
    VARIANCE;

    /// Whether values that come twice make a difference.
    boolean minds() {
      return switch (this) {
        case COUNT, EXACT_SUM, DOUBLE_SUM, VARIANCE -> true;
        case MINIMUM, MAXIMUM, SINGLE, ANY -> false;
      };
    }
  }

  private Accumulators() {}

  /// @param inputs the types of the aggregate's input columns
  static Likeness likeness(AggregateCall call, List<DataType> inputs) {
    Kind kind = kind(call, inputs);
    return new Likeness(kind, call.distinct() && kind.minds(), call.arguments(), call.filter());
  }

  /// @param rows counts the rows of each group; the accumulator may lean on it
  static Accumulator of(Likeness likeness, List<DataType> inputs, Presence rows) {
    List<DataType> arguments = likeness.arguments().stream().map(inputs::get).toList();
    if (likeness.distinct()) {
      return new DistinctAccumulator(() -> plain(likeness.kind(), arguments, null), arguments);
    }
    return plain(likeness.kind(), arguments, likeness.filter().isEmpty() ? rows : null);
  }

  private static Accumulator plain(Kind kind, List<DataType> arguments, Presence rows) {
    return switch (kind) {
      case COUNT -> new CountAccumulator(rows);
      case EXACT_SUM -> new ExactSumAccumulator(arguments.getFirst(), rows);
      case DOUBLE_SUM -> new DoubleSumAccumulator(arguments.getFirst(), rows);
      case MINIMUM -> new ExtremeAccumulator(false, arguments.getFirst().layout());
      case MAXIMUM -> new ExtremeAccumulator(true, arguments.getFirst().layout());
      case SINGLE -> new PickAccumulator(true, arguments.getFirst().layout());
      case ANY -> new PickAccumulator(false, arguments.getFirst().layout());
      case VARIANCE -> new VarianceAccumulator(arguments.getFirst());
    };
  }

  private static Kind kind(AggregateCall call, List<DataType> inputs) {
    return switch (call.function()) {
      case COUNT -> Kind.COUNT;
      case SUM, SUM0, AVG ->
          ExactNumbers.exact(inputs.get(call.arguments().getFirst()))
              ? Kind.EXACT_SUM
              : Kind.DOUBLE_SUM;
      case MIN, BOOL_AND -> Kind.MINIMUM;
      case MAX, BOOL_OR -> Kind.MAXIMUM;
      case SINGLE_VALUE -> Kind.SINGLE;
      case ANY_VALUE -> Kind.ANY;
      case STDDEV_POP, STDDEV_SAMP, VAR_POP, VAR_SAMP -> Kind.VARIANCE;
    };
  }
}
