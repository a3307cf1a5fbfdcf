package io.armillaria.storage.type;

import java.math.BigInteger;

/// 10^0 to 10^38, as longs (to 10^18), as halves of 128 bits and as BigIntegers.
public final class PowersOfTen {
  private static final BigInteger[] NUMBERS = new BigInteger[DataType.MAX_DECIMAL_PRECISION + 1];
  private static final long[] HIGHS = new long[NUMBERS.length];
  private static final long[] LOWS = new long[NUMBERS.length];

  static {
    for (int i = 0; i < NUMBERS.length; i++) {
      NUMBERS[i] = BigInteger.TEN.pow(i);
      HIGHS[i] = Int128Math.high(NUMBERS[i]);
      LOWS[i] = Int128Math.low(NUMBERS[i]);
    }
  }

  private PowersOfTen() {}

  /// 10^exponent, exponent 0 to 18.
  public static long asLong(int exponent) {
    if (HIGHS[exponent] != 0 || LOWS[exponent] < 0) {
      throw new IllegalArgumentException("10^" + exponent + " does not fit a long");
    }
    return LOWS[exponent];
  }

  /// The upper half of 10^exponent, exponent 0 to 38.
  public static long high(int exponent) {
    return HIGHS[exponent];
  }

  /// The lower half of 10^exponent, exponent 0 to 38.
  public static long low(int exponent) {
    return LOWS[exponent];
  }

  /// 10^exponent, exponent 0 to 38.
  public static BigInteger asBigInteger(int exponent) {
    return NUMBERS[exponent];
  }
}
