package io.armillaria.storage.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

final class TestInt128Math {
  private static final BigInteger LEAST = BigInteger.ONE.shiftLeft(127).negate();
  private static final BigInteger MOST = BigInteger.ONE.shiftLeft(127).subtract(BigInteger.ONE);
  private static final int ROUNDS = 30_000;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final Int128 result = new Int128();

  private interface Operation {
    boolean apply(long leftHigh, long leftLow, long rightHigh, long rightLow, Int128 result);
  }

  @Test
  void addsAsBigIntegerDoes() {
    checkAll("+", Int128Math::add, BigInteger::add);
  }

  @Test
  void subtractsAsBigIntegerDoes() {
    checkAll("-", Int128Math::subtract, BigInteger::subtract);
  }

  @Test
  void multipliesAsBigIntegerDoes() {
    checkAll("*", Int128Math::multiply, BigInteger::multiply);
  }

  @Test
  void dividesWithHalvesAwayFromZero() {
    checkAll("/", Int128Math::divide, TestInt128Math::rounded);
  }

  @Test
  void dividesTowardZero() {
    checkAll("truncated /", Int128Math::divideTruncated, BigInteger::divide);
  }

  @Test
  void leavesTheRemainder() {
    Operation remainder =
        (leftHigh, leftLow, rightHigh, rightLow, into) -> {
          Int128Math.remainder(leftHigh, leftLow, rightHigh, rightLow, into);
          return true;
        };
    checkAll("%", remainder, BigInteger::remainder);
  }

  @Test
  void multipliesAndDividesThrough256Bits() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger left = number();
      BigInteger factor = number();
      BigInteger right = notZero();
      boolean fits =
          Int128Math.multiplyAndDivide(
              Int128Math.high(left),
              Int128Math.low(left),
              Int128Math.high(factor),
              Int128Math.low(factor),
              Int128Math.high(right),
              Int128Math.low(right),
              result);
      BigInteger wanted = rounded(left.multiply(factor), right);
      check(left + " * " + factor + " / " + right, fits, wanted);
    }
  }

  @Test
  void rescales() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger number = number();
      int digits = random.nextInt(77) - 38;
      BigInteger wanted =
          digits >= 0
              ? number.multiply(PowersOfTen.asBigInteger(digits))
              : rounded(number, PowersOfTen.asBigInteger(-digits));
      boolean fits =
          Int128Math.rescale(Int128Math.high(number), Int128Math.low(number), digits, result);
      check(number + " by " + digits, fits, wanted);
    }
  }

  @Test
  void comparesAndMeasures() {
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger left = number();
      BigInteger right = number();
      long high = Int128Math.high(left);
      long low = Int128Math.low(left);
      int precision = 1 + random.nextInt(38);
      assertThat(Int128Math.compare(high, low, Int128Math.high(right), Int128Math.low(right)))
          .as("seed %s: %s and %s", seed, left, right)
          .isEqualTo(left.compareTo(right));
      assertThat(Int128Math.signum(high, low)).isEqualTo(left.signum());
      assertThat(Int128Math.toBigInteger(high, low)).isEqualTo(left);
      assertThat(Int128Math.toDouble(high, low)).isEqualTo(left.doubleValue());
      assertThat(Int128Math.fitsPrecision(high, low, precision))
          .as("seed %s: %s in %s digits", seed, left, precision)
          .isEqualTo(left.abs().compareTo(PowersOfTen.asBigInteger(precision)) < 0);
      assertThat(Int128Math.negate(high, low, result)).isEqualTo(!left.equals(LEAST));
      assertThat(result.toBigInteger()).isEqualTo(left.equals(LEAST) ? LEAST : left.negate());
    }
  }

  @Test
  void refusesZeroAsDivisor() {
    assertThatThrownBy(() -> Int128Math.divide(0, 5, 0, 0, result))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void refusesWhatIsWiderThan128Bits() {
    assertThatThrownBy(() -> Int128Math.high(MOST.add(BigInteger.ONE)))
        .isInstanceOf(ArithmeticException.class);
  }

  private void checkAll(String name, Operation operation, BinaryOperator<BigInteger> model) {
    boolean divides = name.endsWith("/") || name.equals("%");
    for (int i = 0; i < ROUNDS; i++) {
      BigInteger left = number();
      BigInteger right = divides ? notZero() : number();
      boolean fits =
          operation.apply(
              Int128Math.high(left),
              Int128Math.low(left),
              Int128Math.high(right),
              Int128Math.low(right),
              result);
      check(left + " " + name + " " + right, fits, model.apply(left, right));
    }
  }

  private void check(String what, boolean fits, BigInteger wanted) {
    boolean shouldFit = wanted.compareTo(LEAST) >= 0 && wanted.compareTo(MOST) <= 0;
    assertThat(fits).as("seed %s: %s fits", seed, what).isEqualTo(shouldFit);
    if (fits) {
      assertThat(result.toBigInteger()).as("seed %s: %s", seed, what).isEqualTo(wanted);
    }
  }

  private static BigInteger rounded(BigInteger left, BigInteger right) {
    return new BigDecimal(left)
        .divide(new BigDecimal(right), 0, RoundingMode.HALF_UP)
        .toBigInteger();
  }

  private BigInteger notZero() {
    BigInteger number = number();
    return number.signum() == 0 ? BigInteger.TWO : number;
  }

  /// A number of any width, often at an edge.
  private BigInteger number() {
    BigInteger number =
        switch (random.nextInt(6)) {
          case 0 -> BigInteger.valueOf(random.nextInt(7) - 3L);
          case 1 -> PowersOfTen.asBigInteger(random.nextInt(39));
          case 2 -> BigInteger.ONE.shiftLeft(random.nextInt(127));
          case 3 -> random.nextBoolean() ? LEAST : MOST;
          default -> new BigInteger(random.nextInt(128), random);
        };
    BigInteger moved = number.add(BigInteger.valueOf(random.nextInt(3) - 1L));
    BigInteger signed = random.nextBoolean() ? moved.negate() : moved;
    return signed.max(LEAST).min(MOST);
  }
}
