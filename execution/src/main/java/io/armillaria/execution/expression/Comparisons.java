package io.armillaria.execution.expression;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.util.Arrays;

/// Chooses how comparisons are computed.
final class Comparisons {
  private Comparisons() {}

  /// @param type of both sides
  static Evaluator of(Function function, Evaluator left, Evaluator right, DataType type) {
    if (type.layout() == DataType.Layout.BYTES) {
      Evaluator predicate = textPredicate(function, left, right);
      if (predicate != null) {
        return predicate;
      }
    }
    return switch (function) {
      case EQUAL -> new Comparison(left, right, comparison(true, 0, type));
      case NOT_EQUAL -> new Comparison(left, right, comparison(true, 1, type));
      case LESS -> new Comparison(left, right, comparison(false, 0, type));
      case GREATER_OR_EQUAL -> new Comparison(left, right, comparison(false, 1, type));
      case GREATER -> new Comparison(right, left, comparison(false, 0, type));
      case LESS_OR_EQUAL -> new Comparison(right, left, comparison(false, 1, type));
      case IS_DISTINCT_FROM -> new DistinctComparison(left, right, comparison(true, 0, type), true);
      case IS_NOT_DISTINCT_FROM ->
          new DistinctComparison(left, right, comparison(true, 0, type), false);
      default -> throw new IllegalArgumentException(function.name());
    };
  }

  private static VectorComparison comparison(boolean equal, long flip, DataType type) {
    return switch (type.layout()) {
      case LONG -> new LongComparison(equal, flip, narrow(type));
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
