package io.armillaria.execution.expression;

import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.type.DataType;
import java.math.BigInteger;

/// Chooses how ADD, SUBTRACT, MULTIPLY, DIVIDE and MODULO are computed, by the types.
final class Arithmetic {
  private static final BigInteger LONG_LIMIT = BigInteger.valueOf(Long.MAX_VALUE);

  private Arithmetic() {}

  static Evaluator of(
      Function function,
      Evaluator left,
      DataType leftType,
      Evaluator right,
      DataType rightType,
      DataType type) {
    if (!Numbers.exact(type)) {
      return new DoubleArithmetic(
          DoubleArithmetic.Kind.valueOf(function.name()), left, right, type);
    }
    boolean divides = function == Function.DIVIDE || function == Function.MODULO;
    boolean longs =
        type.layout() == DataType.Layout.LONG
            && leftType.layout() == DataType.Layout.LONG
            && rightType.layout() == DataType.Layout.LONG;
    if (longs && !divides) {
      Evaluator fast = longs(function, left, leftType, right, rightType, type);
      if (fast != null) {
        return fast;
      }
    }
    if (longs && Numbers.whole(leftType) && Numbers.whole(rightType) && Numbers.whole(type)) {
      return wholeDivision(function, left, right, type);
    }
    return new WideArithmetic(
        left, right, new WideOperation(function, leftType, rightType, type), type);
  }

  /// Null when the values may need more than a long on the way.
  private static Evaluator longs(
      Function function,
      Evaluator left,
      DataType leftType,
      Evaluator right,
      DataType rightType,
      DataType type) {
    LongArithmetic.Kind kind = LongArithmetic.Kind.valueOf(function.name());
    int leftScale = Numbers.scale(leftType);
    int rightScale = Numbers.scale(rightType);
    boolean product = kind == LongArithmetic.Kind.MULTIPLY;
    int scale = product ? leftScale + rightScale : Math.max(leftScale, rightScale);
    if (scale != Numbers.scale(type)) {
      return null;
    }
    BigInteger leftFactor = product ? BigInteger.ONE : Numbers.power(scale - leftScale);
    BigInteger rightFactor = product ? BigInteger.ONE : Numbers.power(scale - rightScale);
    BigInteger a = Numbers.magnitude(leftType).multiply(leftFactor);
    BigInteger b = Numbers.magnitude(rightType).multiply(rightFactor);
    BigInteger bound = product ? a.multiply(b) : a.add(b);
    boolean proven = bound.compareTo(Numbers.maximum(type)) <= 0;
    boolean fits = bound.compareTo(LONG_LIMIT) <= 0;
    boolean plain = leftFactor.equals(BigInteger.ONE) && rightFactor.equals(BigInteger.ONE);
    if (!fits && !plain) {
      return null;
    }
    return new LongArithmetic(
        kind, left, leftFactor.longValueExact(), right, rightFactor.longValueExact(), type, proven);
  }

  private static Evaluator wholeDivision(
      Function function, Evaluator left, Evaluator right, DataType type) {
    Evaluator[] arguments = {left, right};
    if (function == Function.MODULO) {
      return new RowLongs(arguments, true, (in, i) -> Numbers.longAt(in[0], i) % divisor(in[1], i));
    }
    return new RowLongs(
        arguments,
        true,
        (in, i) -> {
          long dividend = Numbers.longAt(in[0], i);
          long divisor = divisor(in[1], i);
          if (divisor == -1) {
            return Numbers.checked(BigInteger.valueOf(dividend).negate(), type).longValueExact();
          }
          return dividend / divisor;
        });
  }

  private static long divisor(ColumnVector vector, int row) {
    long divisor = Numbers.longAt(vector, row);
    if (divisor == 0) {
      throw Numbers.zeroDivisor();
    }
    return divisor;
  }
}
