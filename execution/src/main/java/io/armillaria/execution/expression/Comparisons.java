package io.armillaria.execution.expression;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.Arrays;
import java.util.List;

/// Chooses how comparisons are computed.
final class Comparisons {
  private Comparisons() {}

  /// @param types of both sides, of one layout
  static Evaluator of(Function function, Evaluator left, Evaluator right, List<DataType> types) {
    if (types.getFirst().layout() == DataType.Layout.BYTES) {
      Evaluator predicate = textPredicate(function, left, right);
      if (predicate != null) {
        return predicate;
      }
    }
    return switch (function) {
      case EQUAL -> new Comparison(left, right, comparison(true, 0, types));
      case NOT_EQUAL -> new Comparison(left, right, comparison(true, 1, types));
      case LESS -> new Comparison(left, right, comparison(false, 0, types));
      case GREATER_OR_EQUAL -> new Comparison(left, right, comparison(false, 1, types));
      case GREATER -> new Comparison(right, left, comparison(false, 0, types));
      case LESS_OR_EQUAL -> new Comparison(right, left, comparison(false, 1, types));
      case IS_DISTINCT_FROM ->
          new DistinctComparison(left, right, comparison(true, 0, types), true);
      case IS_NOT_DISTINCT_FROM ->
          new DistinctComparison(left, right, comparison(true, 0, types), false);
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  private static VectorComparison comparison(boolean equal, long flip, List<DataType> types) {
    return switch (types.getFirst().layout()) {
      case LONG -> new LongComparison(equal, flip, types.stream().allMatch(Comparisons::narrow));
      case DOUBLE -> new DoubleComparison(equal, flip);
      case INT128 -> new Int128Comparison(equal, flip);
      case BYTES -> new BytesComparison(equal, flip);
    };
  }

  private static boolean narrow(DataType type) {
    return type instanceof DataType.Decimal
        || type == Plain.INTEGER
        || type == Plain.SMALLINT
        || type == Plain.DATE
        || type == Plain.BOOLEAN
        || type instanceof DataType.Time;
  }

  /// For texts compared with a constant; null when neither side is one.
  private static Evaluator textPredicate(Function function, Evaluator left, Evaluator right) {
    if (right instanceof Constant constant && constant.value() != null) {
      return textPredicate(function, left, (byte[]) constant.value());
    }
    if (left instanceof Constant constant && constant.value() != null) {
      return textPredicate(mirrored(function), right, (byte[]) constant.value());
    }
    return null;
  }

  private static Evaluator textPredicate(Function function, Evaluator operand, byte[] constant) {
    TextPredicate.Test equal =
        (data, start, length) ->
            Arrays.equals(data, start, start + length, constant, 0, constant.length);
    TextPredicate.Test less =
        (data, start, length) ->
            Arrays.compareUnsigned(data, start, start + length, constant, 0, constant.length) < 0;
    TextPredicate.Test greater =
        (data, start, length) ->
            Arrays.compareUnsigned(data, start, start + length, constant, 0, constant.length) > 0;
    return switch (function) {
      case EQUAL -> new TextPredicate(operand, equal, false, false);
      case NOT_EQUAL -> new TextPredicate(operand, equal, true, false);
      case LESS -> new TextPredicate(operand, less, false, false);
      case GREATER_OR_EQUAL -> new TextPredicate(operand, less, true, false);
      case GREATER -> new TextPredicate(operand, greater, false, false);
      case LESS_OR_EQUAL -> new TextPredicate(operand, greater, true, false);
      default -> null;
    };
  }

  private static Function mirrored(Function function) {
    return switch (function) {
      case LESS -> Function.GREATER;
      case LESS_OR_EQUAL -> Function.GREATER_OR_EQUAL;
      case GREATER -> Function.LESS;
      case GREATER_OR_EQUAL -> Function.LESS_OR_EQUAL;
      default -> function;
    };
  }
}
