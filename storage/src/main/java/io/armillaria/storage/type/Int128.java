package io.armillaria.storage.type;

import java.math.BigInteger;

/// A place for the results of [Int128Math]: a 128-bit two's complement number that can be set again
/// and again. Not thread safe.
public final class Int128 {
  final WideProduct product = new WideProduct();
  final WideDivision division = new WideDivision();
  private long high;
  private long low;

  public long high() {
    return high;
  }

  public long low() {
    return low;
  }

  public void set(long newHigh, long newLow) {
    high = newHigh;
    low = newLow;
  }

  /// Sets the number of that sign and unsigned magnitude; false when it does not fit 128 bits.
  boolean setSigned(boolean negative, long magnitudeHigh, long magnitudeLow) {
    if (negative) {
      set(~magnitudeHigh + (magnitudeLow == 0 ? 1 : 0), -magnitudeLow);
      return magnitudeHigh >= 0 || (magnitudeHigh == Long.MIN_VALUE && magnitudeLow == 0);
    }
    set(magnitudeHigh, magnitudeLow);
    return magnitudeHigh >= 0;
  }

  public BigInteger toBigInteger() {
    return Int128Math.toBigInteger(high, low);
  }

  @Override
  public String toString() {
    return toBigInteger().toString();
  }
}
