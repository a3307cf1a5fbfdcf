package io.armillaria.execution.operator;

import io.armillaria.execution.expression.ExactNumbers;
import io.armillaria.execution.plan.PhysicalPlan.AggregateCall;
import io.armillaria.execution.plan.PhysicalPlan.AggregateFunction;
import io.armillaria.execution.plan.PhysicalPlan.SortKey;
import io.armillaria.storage.type.DataType;
import java.util.List;
import java.util.OptionalLong;

/// Chooses the accumulator of each aggregate call.
final class Accumulators {
  /// Calls that are alike share an accumulator: SUM, SUM0 and AVG of the same column, for example.
  record Likeness(
      Kind kind,
      boolean distinct,
      List<Integer> arguments,
      OptionalLong filter,
      List<SortKey> order) {}

  enum Kind {
    COUNT,
    EXACT_SUM,
    DOUBLE_SUM,
    MINIMUM,
    MAXIMUM,
    SINGLE,
    ANY,
    VARIANCE,
    CORRELATION,
    BIT_AND,
    BIT_OR,
    BIT_XOR,
    ROW_OF_MINIMUM,
    ROW_OF_MAXIMUM,
    SKETCH,
    ORDERED;

    /// Whether values that come twice make a difference.
    boolean minds() {
      return switch (this) {
        case COUNT, EXACT_SUM, DOUBLE_SUM, VARIANCE, CORRELATION, BIT_XOR -> true;
        case MINIMUM,
            MAXIMUM,
            SINGLE,
            ANY,
            BIT_AND,
            BIT_OR,
            ROW_OF_MINIMUM,
            ROW_OF_MAXIMUM,
            SKETCH ->
            false;
        // it sees to it itself
        case ORDERED -> false;
      };
    }
  }

  private Accumulators() {}

  /// @param inputs the types of the aggregate's input columns
  static Likeness likeness(AggregateCall call, List<DataType> inputs) {
    Kind kind = kind(call, inputs);
    return new Likeness(
        kind, call.distinct() && kind.minds(), call.arguments(), call.filter(), call.order());
  }

  /// @param allotment for what it writes to files; null if it is never asked to
  /// @param rows counts the rows of each group; the accumulator may lean on it
  static Accumulator of(
      Query query, Allotment allotment, Likeness likeness, List<DataType> inputs, Presence rows) {
    List<DataType> arguments = likeness.arguments().stream().map(inputs::get).toList();
    if (likeness.distinct()) {
      return new DistinctAccumulator(
          query, allotment, () -> plain(query, likeness, arguments, null), arguments);
    }
    return plain(query, likeness, arguments, likeness.filter().isEmpty() ? rows : null);
  }

  /// One that is never asked to move to files.
  static Accumulator inMemory(Query query, Likeness likeness, List<DataType> inputs) {
    return of(query, null, likeness, inputs, null);
  }

  private static Accumulator plain(
      Query query, Likeness likeness, List<DataType> arguments, Presence rows) {
    return switch (likeness.kind()) {
      case COUNT -> new CountAccumulator(rows);
      case EXACT_SUM -> new ExactSumAccumulator(arguments.getFirst(), rows);
      case DOUBLE_SUM -> new DoubleSumAccumulator(arguments.getFirst(), rows);
      case MINIMUM -> extreme(false, arguments.getFirst().layout(), rows);
      case MAXIMUM -> extreme(true, arguments.getFirst().layout(), rows);
      case SINGLE -> new PickAccumulator(true, arguments.getFirst().layout());
      case ANY -> new PickAccumulator(false, arguments.getFirst().layout());
      case VARIANCE -> new VarianceAccumulator(arguments.getFirst());
      case CORRELATION -> new CorrelationAccumulator(arguments.get(0), arguments.get(1));
      case BIT_AND -> new BitsAccumulator(AggregateFunction.BIT_AND);
      case BIT_OR -> new BitsAccumulator(AggregateFunction.BIT_OR);
      case BIT_XOR -> new BitsAccumulator(AggregateFunction.BIT_XOR);
      case ROW_OF_MINIMUM -> new ExtremeRowAccumulator(false, arguments);
      case ROW_OF_MAXIMUM -> new ExtremeRowAccumulator(true, arguments);
      case SKETCH -> new SketchAccumulator();
      case ORDERED -> new OrderedAccumulator(query, arguments, likeness.order());
    };
  }

  private static Accumulator extreme(boolean greatest, DataType.Layout layout, Presence rows) {
    return switch (layout) {
      case LONG -> new LongExtremeAccumulator(greatest, rows);
      case DOUBLE -> new DoubleExtremeAccumulator(greatest, rows);
      case INT128, BYTES -> new ExtremeAccumulator(greatest, layout);
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
      case COVAR_POP,
          COVAR_SAMP,
          CORR,
          REGR_COUNT,
          REGR_SXX,
          REGR_SYY,
          REGR_SXY,
          REGR_AVGX,
          REGR_AVGY,
          REGR_SLOPE,
          REGR_INTERCEPT,
          REGR_R2 ->
          Kind.CORRELATION;
      case BIT_AND -> Kind.BIT_AND;
      case BIT_OR -> Kind.BIT_OR;
      case BIT_XOR -> Kind.BIT_XOR;
      case ARG_MIN -> Kind.ROW_OF_MINIMUM;
      case ARG_MAX -> Kind.ROW_OF_MAXIMUM;
      case APPROX_COUNT_DISTINCT -> Kind.SKETCH;
      case LISTAGG, MODE, PERCENTILE_CONT, PERCENTILE_DISC -> Kind.ORDERED;
    };
  }
}
