package io.armillaria.storage.type;

/// Divides unsigned 256-bit numbers by unsigned 128-bit numbers: Knuth's algorithm D (The Art of
/// Computer Programming, volume 2, 4.3.1) on 32-bit digits, the lowest first.
final class WideDivision {
  private static final long DIGIT = 0xFFFF_FFFFL;

  long quotientHigh;
  long quotientLow;
  long remainderHigh;
  long remainderLow;

  private final int[] dividend = new int[9];
  private final int[] divisor = new int[4];
  private final int[] quotient = new int[8];

  /// Divides `product` by the divisor, which is not 0; false when the quotient does not fit 128
  /// bits.
  boolean divide(WideProduct product, long divisorHigh, long divisorLow) {
    if ((product.word1 | product.word2 | product.word3 | divisorHigh) == 0) {
      quotientHigh = 0;
      quotientLow = Long.divideUnsigned(product.word0, divisorLow);
      remainderHigh = 0;
      remainderLow = product.word0 - quotientLow * divisorLow;
      return true;
    }
    put(dividend, 0, product.word0);
    put(dividend, 2, product.word1);
    put(dividend, 4, product.word2);
    put(dividend, 6, product.word3);
    put(divisor, 0, divisorLow);
    put(divisor, 2, divisorHigh);
    dividend[8] = 0;
    int length = 4;
    while (divisor[length - 1] == 0) {
      length--;
    }
    if (length == 1) {
      divideByDigit(divisor[0] & DIGIT);
    } else {
      divideByDigits(length);
    }
    quotientHigh = word(quotient, 2);
    quotientLow = word(quotient, 0);
    return (quotient[4] | quotient[5] | quotient[6] | quotient[7]) == 0;
  }

  /// Whether twice the remainder is at least the divisor.
  boolean remainderIsHalf(long divisorHigh, long divisorLow) {
    long doubleHigh = remainderHigh << 1 | remainderLow >>> 63;
    long doubleLow = remainderLow << 1;
    int highs = Long.compareUnsigned(doubleHigh, divisorHigh);
    return remainderHigh < 0
        || highs > 0
        || (highs == 0 && Long.compareUnsigned(doubleLow, divisorLow) >= 0);
  }

  private void divideByDigit(long digit) {
    long remainder = 0;
    for (int i = 7; i >= 0; i--) {
      long part = remainder << 32 | (dividend[i] & DIGIT);
      quotient[i] = (int) Long.divideUnsigned(part, digit);
      remainder = Long.remainderUnsigned(part, digit);
    }
    remainderHigh = 0;
    remainderLow = remainder;
  }

  private void divideByDigits(int length) {
    int shift = Integer.numberOfLeadingZeros(divisor[length - 1]);
    shiftLeft(divisor, length, shift);
    shiftLeft(dividend, 9, shift);
    for (int i = 7; i > 8 - length; i--) {
      quotient[i] = 0;
    }
    for (int at = 8 - length; at >= 0; at--) {
      long digit = estimate(at, length);
      if (subtract(digit, at, length)) {
        digit--;
        addBack(at, length);
      }
      quotient[at] = (int) digit;
    }
    remainderLow = shiftedRight(0, length, shift);
    remainderHigh = shiftedRight(2, length, shift);
  }

  /// The quotient's digit at `at`, or at most 2 more.
  private long estimate(int at, int length) {
    long top = divisor[length - 1] & DIGIT;
    long next = divisor[length - 2] & DIGIT;
    long part = (dividend[at + length] & DIGIT) << 32 | (dividend[at + length - 1] & DIGIT);
    long digit = Long.divideUnsigned(part, top);
    long remainder = part - digit * top;
    while (digit > DIGIT
        || Long.compareUnsigned(digit * next, remainder << 32 | (dividend[at + length - 2] & DIGIT))
            > 0) {
      digit--;
      remainder += top;
      if (remainder > DIGIT) {
        break;
      }
    }
    return digit;
  }

  /// Takes digit * divisor from the dividend at `at`; true when that was too much.
  private boolean subtract(long digit, int at, int length) {
    long carry = 0;
    long borrow = 0;
    for (int i = 0; i < length; i++) {
      long product = digit * (divisor[i] & DIGIT) + carry;
      carry = product >>> 32;
      long difference = (dividend[at + i] & DIGIT) - (product & DIGIT) + borrow;
      dividend[at + i] = (int) difference;
      borrow = difference >> 32;
    }
    long difference = (dividend[at + length] & DIGIT) - carry + borrow;
    dividend[at + length] = (int) difference;
    return difference < 0;
  }

  private void addBack(int at, int length) {
    long carry = 0;
    for (int i = 0; i < length; i++) {
      long sum = (dividend[at + i] & DIGIT) + (divisor[i] & DIGIT) + carry;
      dividend[at + i] = (int) sum;
      carry = sum >>> 32;
    }
    dividend[at + length] += (int) carry;
  }

  private static void shiftLeft(int[] digits, int length, int shift) {
    for (int i = length - 1; shift > 0 && i >= 0; i--) {
      int below = i > 0 ? digits[i - 1] >>> (32 - shift) : 0;
      digits[i] = digits[i] << shift | below;
    }
  }

  /// Two digits of the remainder, which is what is left of the dividend.
  private long shiftedRight(int at, int length, int shift) {
    long low = at < length ? dividend[at] & DIGIT : 0;
    long middle = at + 1 < length ? dividend[at + 1] & DIGIT : 0;
    long high = at + 2 < length ? dividend[at + 2] & DIGIT : 0;
    long word = middle << 32 | low;
    return shift == 0 ? word : word >>> shift | high << (64 - shift);
  }

  private static void put(int[] digits, int at, long word) {
    digits[at] = (int) word;
    digits[at + 1] = (int) (word >>> 32);
  }

  private static long word(int[] digits, int at) {
    return (digits[at] & DIGIT) | (digits[at + 1] & DIGIT) << 32;
  }
}
