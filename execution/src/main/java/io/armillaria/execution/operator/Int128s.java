package io.armillaria.execution.operator;

import java.math.BigInteger;

/// 128-bit numbers in two longs, as BigInteger.
final class Int128s {
  private static final BigInteger MASK = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private Int128s() {}

  static BigInteger toBigInteger(long high, long low) {
    return BigInteger.valueOf(high).shiftLeft(64).or(BigInteger.valueOf(low).and(MASK));
  }
}
