package io.armillaria.storage.type;

import java.math.BigInteger;

/// Exact arithmetic on 128-bit two's complement numbers held as two longs, the unscaled values of
/// long decimals.
///
/// Operations put their result into an [Int128] and return whether it fits 128 bits; when they
/// return false the result is unspecified. Nothing is allocated but where a BigInteger is asked
/// for. Operands may be those of the result: they are passed by value.
public final class Int128Math {
  private Int128Math() {}

  public static boolean add(
      long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result) {
    long low = leftLow + rightLow;
    long carry = Long.compareUnsigned(low, leftLow) < 0 ? 1 : 0;
    long high = leftHigh + rightHigh + carry;
    result.set(high, low);
    return ((leftHigh ^ high) & (rightHigh ^ high)) >= 0;
  }

  public static boolean subtract(
      long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result) {
    long borrow = Long.compareUnsigned(leftLow, rightLow) < 0 ? 1 : 0;
    long high = leftHigh - rightHigh - borrow;
    result.set(high, leftLow - rightLow);
    return ((leftHigh ^ rightHigh) & (leftHigh ^ high)) >= 0;
  }

  public static boolean negate(long high, long low, Int128 result) {
    result.set(~high + (low == 0 ? 1 : 0), -low);
    return high != Long.MIN_VALUE || low != 0;
  }

  public static boolean multiply(
      long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result) {
    if (fitsLong(leftHigh, leftLow) && fitsLong(rightHigh, rightLow)) {
      result.set(Math.multiplyHigh(leftLow, rightLow), leftLow * rightLow);
      return true;
    }
    WideProduct product = product(leftHigh, leftLow, rightHigh, rightLow, result);
    return product.fits128()
        && result.setSigned((leftHigh ^ rightHigh) < 0, product.word1, product.word0);
  }

  /// left / right, rounded half away from zero.
  ///
  /// @throws ArithmeticException when right is 0
  public static boolean divide(
      long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result) {
    return multiplyAndDivide(leftHigh, leftLow, 0, 1, rightHigh, rightLow, result);
  }

  /// left * factor / right, rounded half away from zero; the product has all its 256 bits. Scales a
  /// dividend, or brings a product back to its scale.
  ///
  /// @throws ArithmeticException when right is 0
  public static boolean multiplyAndDivide(
      long leftHigh,
      long leftLow,
      long factorHigh,
      long factorLow,
      long rightHigh,
      long rightLow,
      Int128 result) {
    WideProduct product = product(leftHigh, leftLow, factorHigh, factorLow, result);
    boolean negative = (leftHigh ^ factorHigh ^ rightHigh) < 0;
    if (!quotient(product, rightHigh, rightLow, result)) {
      return false;
    }
    WideDivision division = result.division;
    long high = division.quotientHigh;
    long low = division.quotientLow;
    if (division.remainderIsHalf(
        magnitudeHigh(rightHigh, rightLow), magnitudeLow(rightHigh, rightLow))) {
      low++;
      high += low == 0 ? 1 : 0;
      if ((high | low) == 0) {
        return false;
      }
    }
    return result.setSigned(negative, high, low);
  }

  /// left / right, rounded toward zero.
  ///
  /// @throws ArithmeticException when right is 0
  public static boolean divideTruncated(
      long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result) {
    WideProduct product = product(leftHigh, leftLow, 0, 1, result);
    boolean fits = quotient(product, rightHigh, rightLow, result);
    WideDivision division = result.division;
    return fits
        && result.setSigned(
            (leftHigh ^ rightHigh) < 0, division.quotientHigh, division.quotientLow);
  }

  /// What [#divideTruncated] leaves, with the sign of left. Always fits.
  ///
  /// @throws ArithmeticException when right is 0
  public static void remainder(
      long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result) {
    WideProduct product = product(leftHigh, leftLow, 0, 1, result);
    quotient(product, rightHigh, rightLow, result);
    WideDivision division = result.division;
    result.setSigned(leftHigh < 0, division.remainderHigh, division.remainderLow);
  }

  /// The number times 10^digits; where `digits` is negative, the number divided by 10^-digits and
  /// rounded half away from zero. `digits` is -38 to 38.
  public static boolean rescale(long high, long low, int digits, Int128 result) {
    int power = Math.abs(digits);
    long powerHigh = PowersOfTen.high(power);
    long powerLow = PowersOfTen.low(power);
    return digits >= 0
        ? multiply(high, low, powerHigh, powerLow, result)
        : divide(high, low, powerHigh, powerLow, result);
  }

  public static int compare(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    int highs = Long.compare(leftHigh, rightHigh);
    return highs != 0 ? highs : Long.compareUnsigned(leftLow, rightLow);
  }

  /// -1, 0 or 1.
  public static int signum(long high, long low) {
    return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
  }

  public static boolean fitsLong(long high, long low) {
    return high == low >> 63;
  }

  /// Whether the number has at most `precision` (1 to 38) digits.
  public static boolean fitsPrecision(long high, long low, int precision) {
    long magnitudeHigh = magnitudeHigh(high, low);
    int highs = Long.compareUnsigned(magnitudeHigh, PowersOfTen.high(precision));
    return highs < 0
        || (highs == 0
            && Long.compareUnsigned(magnitudeLow(high, low), PowersOfTen.low(precision)) < 0);
  }

  /// The nearest double.
  public static double toDouble(long high, long low) {
    return fitsLong(high, low) ? (double) low : toBigInteger(high, low).doubleValue();
  }

  public static BigInteger toBigInteger(long high, long low) {
    if (fitsLong(high, low)) {
      return BigInteger.valueOf(low);
    }
    byte[] bytes = new byte[2 * Long.BYTES];
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[Long.BYTES + i] = (byte) (low >>> (56 - 8 * i));
    }
    return new BigInteger(bytes);
  }

  /// The upper half of `value`.
  ///
  /// @throws ArithmeticException when `value` does not fit 128 bits
  public static long high(BigInteger value) {
    return value.shiftRight(Long.SIZE).longValueExact();
  }

  /// The lower half of `value`.
  public static long low(BigInteger value) {
    return value.longValue();
  }

  private static WideProduct product(
      long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result) {
    WideProduct product = result.product;
    product.multiply(
        magnitudeHigh(leftHigh, leftLow),
        magnitudeLow(leftHigh, leftLow),
        magnitudeHigh(rightHigh, rightLow),
        magnitudeLow(rightHigh, rightLow));
    return product;
  }

  private static boolean quotient(
      WideProduct product, long rightHigh, long rightLow, Int128 result) {
    if ((rightHigh | rightLow) == 0) {
      throw new ArithmeticException("division by zero");
    }
    return result.division.divide(
        product, magnitudeHigh(rightHigh, rightLow), magnitudeLow(rightHigh, rightLow));
  }

  private static long magnitudeHigh(long high, long low) {
    return high >= 0 ? high : ~high + (low == 0 ? 1 : 0);
  }

  private static long magnitudeLow(long high, long low) {
    return high >= 0 ? low : -low;
  }
}
