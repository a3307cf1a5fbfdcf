package io.armillaria.storage.type;

import java.math.BigInteger;

/// Arithmetic on 128-bit two's complement numbers held as two longs.
public final class Int128Math {
  private Int128Math() {}

  public static int compare(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    int highs = Long.compare(leftHigh, rightHigh);
    return highs != 0 ? highs : Long.compareUnsigned(leftLow, rightLow);
  }

  public static BigInteger toBigInteger(long high, long low) {
    if (high == low >> 63) {
      return BigInteger.valueOf(low);
    }
    byte[] bytes = new byte[16];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return new BigInteger(bytes);
  }

  /// The upper half of `value`.
  ///
  /// @throws ArithmeticException when it does not fit 128 bits
  public static long high(BigInteger value) {
    return value.shiftRight(Long.SIZE).longValueExact();
  }

  /// The lower half of `value`.
  public static long low(BigInteger value) {
    return value.longValue();
  }
}
