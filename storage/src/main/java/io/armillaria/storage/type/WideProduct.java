package io.armillaria.storage.type;

/// The 256-bit product of two unsigned 128-bit numbers, as four words, the lowest first.
final class WideProduct {
  long word0;
  long word1;
  long word2;
  long word3;

  void multiply(long leftHigh, long leftLow, long rightHigh, long rightLow) {
    word0 = leftLow * rightLow;
    word1 = Math.unsignedMultiplyHigh(leftLow, rightLow);
    word2 = 0;
    word3 = 0;
    if ((leftHigh | rightHigh) != 0) {
      word3 = Math.unsignedMultiplyHigh(leftHigh, rightHigh);
      addAt1(leftLow * rightHigh);
      addAt2(Math.unsignedMultiplyHigh(leftLow, rightHigh));
      addAt1(leftHigh * rightLow);
      addAt2(Math.unsignedMultiplyHigh(leftHigh, rightLow));
      addAt2(leftHigh * rightHigh);
    }
  }

  boolean fits128() {
    return (word2 | word3) == 0;
  }

  private void addAt1(long value) {
    word1 += value;
    if (Long.compareUnsigned(word1, value) < 0) {
      addAt2(1);
    }
  }

  private void addAt2(long value) {
    word2 += value;
    if (Long.compareUnsigned(word2, value) < 0) {
      word3++;
    }
  }
}
