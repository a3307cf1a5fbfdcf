package io.armillaria.execution.expression;

import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.Int128;
import io.armillaria.storage.type.Int128Math;
import io.armillaria.storage.type.PowersOfTen;
import java.math.BigInteger;

/// ADD, SUBTRACT, MULTIPLY, DIVIDE or MODULO of two unscaled decimals of given scales, into a type.
final class WideOperation {
  private final Function function;
  private final int leftScale;
  private final int rightScale;
  private final DataType type;
  private final int scale;
  // the scale that the exact sum or product has
  private final int natural;
  private final boolean proven;
  private final BigInteger maximum;

  WideOperation(Function function, DataType leftType, DataType rightType, DataType type) {
    this.function = function;
    this.leftScale = Numbers.scale(leftType);
    this.rightScale = Numbers.scale(rightType);
    this.type = type;
    this.scale = Numbers.scale(type);
    this.natural =
        function == Function.MULTIPLY ? leftScale + rightScale : Math.max(leftScale, rightScale);
    this.maximum = Numbers.maximum(type);
    this.proven = bound(leftType, rightType).compareTo(maximum) <= 0;
  }

  Function function() {
    return function;
  }

  /// Whether the result is the exact sum, difference or product of the operands times [#leftFactor]
  /// and [#rightFactor], without rounding.
  boolean plain() {
    boolean divides = function == Function.DIVIDE || function == Function.MODULO;
    return !divides
        && natural == scale
        && (function == Function.MULTIPLY
            || natural - Math.min(leftScale, rightScale) <= DataType.LONG_DECIMAL_PRECISION);
  }

  long leftFactor() {
    return PowersOfTen.asLong(natural - leftScale);
  }

  long rightFactor() {
    return PowersOfTen.asLong(natural - rightScale);
  }

  /// Whether the operands' types show that the result is in range.
  boolean proven() {
    return proven;
  }

  /// Whether every long is in the range of the type.
  boolean longsFit() {
    return type.layout() == DataType.Layout.INT128;
  }

  /// Whether a number is in the range of the type.
  boolean fits(long high, long low) {
    return type instanceof DataType.Decimal decimal
        ? Int128Math.fitsPrecision(high, low, decimal.precision())
        : Int128Math.fitsLong(high, low)
            && low >= Numbers.minimum(type).longValue()
            && low <= maximum.longValue();
  }

  /// Computes in 128 bits; false when these are not enough, and the result is unspecified.
  boolean compute(long aHigh, long aLow, long bHigh, long bLow, Int128 result) {
    return switch (function) {
      case MULTIPLY -> multiply(aHigh, aLow, bHigh, bLow, result);
      case DIVIDE -> divide(aHigh, aLow, bHigh, bLow, result);
      default -> aligned(aHigh, aLow, bHigh, bLow, result);
    };
  }

  private boolean multiply(long aHigh, long aLow, long bHigh, long bLow, Int128 result) {
    int excess = natural - scale;
    if (excess <= 0 || excess > DataType.MAX_DECIMAL_PRECISION) {
      return excess <= 0
          && Int128Math.multiply(aHigh, aLow, bHigh, bLow, result)
          && Int128Math.rescale(result.high(), result.low(), -excess, result);
    }
    return Int128Math.multiplyAndDivide(
        aHigh, aLow, bHigh, bLow, PowersOfTen.high(excess), PowersOfTen.low(excess), result);
  }

  private boolean divide(long aHigh, long aLow, long bHigh, long bLow, Int128 result) {
    if ((bHigh | bLow) == 0) {
      throw Numbers.zeroDivisor();
    }
    int shift = scale - leftScale + rightScale;
    return shift >= 0
        && shift <= DataType.MAX_DECIMAL_PRECISION
        && Int128Math.multiplyAndDivide(
            aHigh, aLow, PowersOfTen.high(shift), PowersOfTen.low(shift), bHigh, bLow, result);
  }

  private boolean aligned(long aHigh, long aLow, long bHigh, long bLow, Int128 result) {
    if (!Int128Math.rescale(aHigh, aLow, natural - leftScale, result)) {
      return false;
    }
    long high = result.high();
    long low = result.low();
    if (!Int128Math.rescale(bHigh, bLow, natural - rightScale, result)) {
      return false;
    }
    return switch (function) {
          case ADD -> Int128Math.add(high, low, result.high(), result.low(), result);
          case SUBTRACT -> Int128Math.subtract(high, low, result.high(), result.low(), result);
          default -> remainder(high, low, result);
        }
        && Int128Math.rescale(result.high(), result.low(), scale - natural, result);
  }

  private static boolean remainder(long high, long low, Int128 divisor) {
    if ((divisor.high() | divisor.low()) == 0) {
      throw Numbers.zeroDivisor();
    }
    Int128Math.remainder(high, low, divisor.high(), divisor.low(), divisor);
    return true;
  }

  /// Computes with as many digits as it takes.
  ///
  /// @throws io.armillaria.storage.failure.DatabaseException NumericOverflow when the result is out
  ///   of range
  BigInteger exact(BigInteger a, BigInteger b) {
    boolean divides = function == Function.DIVIDE || function == Function.MODULO;
    if (divides && b.signum() == 0) {
      throw Numbers.zeroDivisor();
    }
    BigInteger unscaled =
        switch (function) {
          case MULTIPLY -> Numbers.rescale(a.multiply(b), natural, scale);
          case DIVIDE -> quotient(a, b, scale - leftScale + rightScale);
          default -> Numbers.rescale(alignedExactly(a, b), natural, scale);
        };
    return Numbers.checked(unscaled, type);
  }

  private BigInteger alignedExactly(BigInteger a, BigInteger b) {
    BigInteger x = Numbers.rescale(a, leftScale, natural);
    BigInteger y = Numbers.rescale(b, rightScale, natural);
    return switch (function) {
      case ADD -> x.add(y);
      case SUBTRACT -> x.subtract(y);
      default -> x.remainder(y);
    };
  }

  private static BigInteger quotient(BigInteger dividend, BigInteger divisor, int shift) {
    return shift >= 0
        ? Numbers.divideRounded(dividend.multiply(Numbers.power(shift)), divisor)
        : Numbers.divideRounded(dividend, divisor.multiply(Numbers.power(-shift)));
  }

  /// The greatest magnitude of a sum or product.
  private BigInteger bound(DataType leftType, DataType rightType) {
    BigInteger a = Numbers.magnitude(leftType);
    BigInteger b = Numbers.magnitude(rightType);
    return function == Function.MULTIPLY
        ? a.multiply(b)
        : a.multiply(Numbers.power(natural - leftScale))
            .add(b.multiply(Numbers.power(natural - rightScale)));
  }
}
