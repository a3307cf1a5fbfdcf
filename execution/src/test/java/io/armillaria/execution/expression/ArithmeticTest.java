package io.armillaria.execution.expression;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.expression.Evaluations.expect;
import static io.armillaria.execution.expression.Evaluations.expectFailure;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ArithmeticTest {
  @Test
  void computesWholeNumbersInTheirRange() {
    expect(whole(Function.ADD, Plain.BIGINT, Long.MAX_VALUE, -1), Long.MAX_VALUE - 1);
    expect(whole(Function.SUBTRACT, Plain.INTEGER, -2147483647, 1), -2147483648L);
    expect(whole(Function.MULTIPLY, Plain.BIGINT, 3037000499L, 3037000499L), 9223372030926249001L);
    expect(whole(Function.DIVIDE, Plain.BIGINT, -7, 2), -3L);
    expect(whole(Function.MODULO, Plain.BIGINT, -7, 2), -1L);
    expect(whole(Function.MODULO, Plain.BIGINT, Long.MIN_VALUE, -1), 0L);
    expectOverflow(
        whole(Function.ADD, Plain.BIGINT, Long.MAX_VALUE, 1),
        "9223372036854775808 is out of range for BIGINT");
    expectOverflow(
        whole(Function.ADD, Plain.INTEGER, 2147483647, 1),
        "2147483648 is out of range for INTEGER");
    expectOverflow(
        whole(Function.MULTIPLY, Plain.SMALLINT, 200, 200), "40000 is out of range for SMALLINT");
    expectOverflow(
        whole(Function.MULTIPLY, Plain.BIGINT, Long.MIN_VALUE, -1), "9223372036854775808");
    expectOverflow(whole(Function.DIVIDE, Plain.BIGINT, Long.MIN_VALUE, -1), "9223372036854775808");
    expectFailure(
        whole(Function.DIVIDE, Plain.BIGINT, 1, 0),
        Failure.DivisionByZero.class,
        "Division by zero.");
    expectFailure(
        whole(Function.MODULO, Plain.BIGINT, 1, 0),
        Failure.DivisionByZero.class,
        "Division by zero.");
  }

  @Test
  void givesNullForNull() {
    Expression none = literal(null, Plain.BIGINT);
    for (Function function : new Function[] {Function.ADD, Function.MULTIPLY, Function.DIVIDE}) {
      expect(call(function, Plain.BIGINT, none, bigint(0)), null);
      expect(call(function, Plain.BIGINT, bigint(1), none), null);
    }
  }

  @Test
  void computesDoubles() {
    expect(real(Function.ADD, 0.1, 0.2), 0.30000000000000004);
    expect(real(Function.DIVIDE, 1, 3), 1 / 3.0);
    expect(real(Function.MODULO, 5.5, 2), 1.5);
    expect(real(Function.ADD, Double.POSITIVE_INFINITY, 1), Double.POSITIVE_INFINITY);
    expect(
        call(Function.ADD, Plain.REAL, literal(16777216.0, Plain.REAL), literal(1.0, Plain.REAL)),
        16777216.0);
    expectOverflow(real(Function.MULTIPLY, 1e300, 1e300), "out of range for DOUBLE");
    expectOverflow(
        call(Function.MULTIPLY, Plain.REAL, literal(1e30, Plain.REAL), literal(1e30, Plain.REAL)),
        "out of range for REAL");
    expectFailure(real(Function.DIVIDE, 1, 0), Failure.DivisionByZero.class, "Division by zero.");
    expectFailure(real(Function.MODULO, 1, 0), Failure.DivisionByZero.class, "Division by zero.");
  }

  @Test
  void computesDecimalsExactly() {
    expect(decimal(Function.ADD, "1.5", 4, 1, "2.25", 5, 2, new Decimal(7, 2)), 375L);
    expect(decimal(Function.SUBTRACT, "1.5", 4, 1, "2.25", 5, 2, new Decimal(7, 2)), -75L);
    expect(decimal(Function.MULTIPLY, "1.5", 4, 1, "-2.25", 5, 2, new Decimal(9, 3)), -3375L);
    expect(decimal(Function.DIVIDE, "2", 4, 0, "3", 5, 0, new Decimal(10, 6)), 666667L);
    expect(decimal(Function.DIVIDE, "-1", 4, 0, "8", 5, 0, new Decimal(10, 2)), -13L);
    expect(decimal(Function.MODULO, "7.5", 4, 1, "-2.25", 5, 2, new Decimal(5, 2)), 75L);
    expect(
        decimal(
            Function.MULTIPLY,
            "99999999999999999999",
            20,
            0,
            "999999999999999999",
            18,
            0,
            new Decimal(38, 0)),
        new BigInteger("99999999999999999999").multiply(new BigInteger("999999999999999999")));
    expectOverflow(
        decimal(
            Function.MULTIPLY,
            "99999999999999999999",
            20,
            0,
            "99999999999999999999",
            20,
            0,
            new Decimal(38, 0)),
        "9999999999999999999800000000000000000001 is out of range for DECIMAL(38, 0)");
    expectOverflow(
        decimal(Function.ADD, "99.5", 3, 1, "0.5", 3, 1, new Decimal(3, 1)),
        "100.0 is out of range for DECIMAL(3, 1)");
    expectFailure(
        decimal(Function.DIVIDE, "1", 3, 0, "0.00", 3, 2, new Decimal(9, 4)),
        Failure.DivisionByZero.class,
        "Division by zero.");
  }

  @Test
  void computesRandomDecimalsLikeBigDecimal() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    Function[] functions = {
      Function.ADD, Function.SUBTRACT, Function.MULTIPLY, Function.DIVIDE, Function.MODULO
    };
    for (int i = 0; i < 1500; i++) {
      Decimal left = type(random);
      Decimal right = type(random);
      Decimal result = type(random);
      BigDecimal a = value(random, left);
      BigDecimal b = value(random, right);
      Function function = functions[random.nextInt(functions.length)];
      Expression e = call(function, result, exact(a, left), exact(b, right));
      if (b.signum() == 0 && (function == Function.DIVIDE || function == Function.MODULO)) {
        expectFailure(e, Failure.DivisionByZero.class, "Division by zero.");
        continue;
      }
      BigDecimal exact =
          switch (function) {
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> a.multiply(b);
            case DIVIDE -> a.divide(b, result.scale(), RoundingMode.HALF_UP);
            default -> a.remainder(b);
          };
      BigDecimal rounded = exact.setScale(result.scale(), RoundingMode.HALF_UP);
      if (rounded.unscaledValue().abs().compareTo(BigInteger.TEN.pow(result.precision())) >= 0) {
        expectOverflow(e, "out of range for " + result.sql());
      } else {
        expect(e, boxed(rounded.unscaledValue(), result));
      }
    }
  }

  private static Expression whole(Function function, DataType type, long a, long b) {
    return call(function, type, literal(a, type), literal(b, type));
  }

  private static Expression real(Function function, double a, double b) {
    return call(function, Plain.DOUBLE, literal(a, Plain.DOUBLE), literal(b, Plain.DOUBLE));
  }

  private static Expression decimal(
      Function function,
      String a,
      int aDigits,
      int aScale,
      String b,
      int bDigits,
      int bScale,
      Decimal type) {
    return call(
        function,
        type,
        exact(new BigDecimal(a), new Decimal(aDigits, aScale)),
        exact(new BigDecimal(b), new Decimal(bDigits, bScale)));
  }

  private static Expression exact(BigDecimal value, Decimal type) {
    return new Expression.Literal(boxed(value.setScale(type.scale()).unscaledValue(), type), type);
  }

  private static Object boxed(BigInteger unscaled, DataType type) {
    return type.layout() == DataType.Layout.LONG ? (Object) unscaled.longValueExact() : unscaled;
  }

  private static Decimal type(Random random) {
    int precision = 1 + random.nextInt(38);
    return new Decimal(precision, random.nextInt(precision + 1));
  }

  private static BigDecimal value(Random random, Decimal type) {
    int digits = random.nextInt(type.precision() + 1);
    BigInteger unscaled = new BigInteger(130, random).mod(BigInteger.TEN.pow(digits));
    return new BigDecimal(random.nextBoolean() ? unscaled : unscaled.negate(), type.scale());
  }

  private static void expectOverflow(Expression expression, String message) {
    expectFailure(expression, Failure.NumericOverflow.class, message);
  }
}
