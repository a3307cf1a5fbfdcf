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
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class NumericFunctionsTest {
  private static final Decimal TWO_DIGITS = new Decimal(9, 2);

  @Test
  void changesExactNumbers() {
    expect(call(Function.NEGATE, Plain.BIGINT, bigint(5)), -5L);
    expect(call(Function.ABS, Plain.INTEGER, literal(-5L, Plain.INTEGER)), 5L);
    expect(
        call(
            Function.ABS,
            new Decimal(30, 1),
            literal(BigInteger.TEN.pow(25).negate(), new Decimal(30, 1))),
        BigInteger.TEN.pow(25));
    expect(decimal(Function.SIGN, -150), -100L);
    expect(decimal(Function.FLOOR, -150), -200L);
    expect(decimal(Function.CEILING, -150), -100L);
    expect(call(Function.CEILING, new Decimal(8, 0), literal(101L, TWO_DIGITS)), 2L);
    expect(decimal(Function.ROUND, 250), 300L);
    expect(decimal(Function.ROUND, -250), -300L);
    expect(decimal(Function.ROUND, 255, 1), 260L);
    expect(decimal(Function.ROUND, 12_345, -2), 10_000L);
    expect(decimal(Function.ROUND, 12_345, -99), 0L);
    expect(decimal(Function.ROUND, 12_345, 99), 12_345L);
    expect(decimal(Function.TRUNCATE, -259), -200L);
    expect(decimal(Function.TRUNCATE, -259, 1), -250L);
    expect(call(Function.ROUND, Plain.BIGINT, bigint(1250), bigint(-2)), 1300L);
    expect(call(Function.ABS, Plain.BIGINT, literal(null, Plain.BIGINT)), null);
    expectFailure(
        call(Function.NEGATE, Plain.BIGINT, bigint(Long.MIN_VALUE)),
        Failure.NumericOverflow.class,
        "9223372036854775808");
    expectFailure(
        call(Function.ABS, Plain.SMALLINT, literal(-32768L, Plain.SMALLINT)),
        Failure.NumericOverflow.class,
        "32768 is out of range for SMALLINT");
  }

  @Test
  void changesDoubles() {
    expect(real(Function.NEGATE, 1.5), -1.5);
    expect(real(Function.ABS, -1.5), 1.5);
    expect(real(Function.SIGN, -1.5), -1.0);
    expect(real(Function.FLOOR, -1.5), -2.0);
    expect(real(Function.CEILING, 1.2), 2.0);
    expect(real(Function.ROUND, 2.5), 3.0);
    expect(real(Function.ROUND, 0.49999999999999994), 0.0);
    expect(real(Function.ROUND, -2.5), -3.0);
    expect(real(Function.TRUNCATE, -2.7), -2.0);
    expect(call(Function.ROUND, Plain.DOUBLE, literal(2.345, Plain.DOUBLE), bigint(2)), 2.35);
    expect(call(Function.TRUNCATE, Plain.DOUBLE, literal(2.349, Plain.DOUBLE), bigint(2)), 2.34);
    expect(real(Function.ROUND, Double.NaN), Double.NaN);
  }

  @Test
  void computesMathematics() {
    expect(real(Function.SQRT, 2), Math.sqrt(2));
    expect(real(Function.CBRT, 27), 3.0);
    expect(real(Function.EXP, 1), Math.E);
    expect(real(Function.LN, Math.E), 1.0);
    expect(real(Function.LOG10, 1000), 3.0);
    expect(real(Function.SIN, 0), 0.0);
    expect(real(Function.COT, 1), 1 / Math.tan(1));
    expect(real(Function.DEGREES, Math.PI), 180.0);
    expect(call(Function.SQRT, Plain.DOUBLE, bigint(16)), 4.0);
    expect(call(Function.SQRT, Plain.DOUBLE, literal(625L, TWO_DIGITS)), 2.5);
    expect(call(Function.POWER, Plain.DOUBLE, bigint(2), literal(0.5, Plain.DOUBLE)), Math.sqrt(2));
    expect(call(Function.ATAN2, Plain.DOUBLE, bigint(1), bigint(1)), Math.PI / 4);
    expect(call(Function.PI, Plain.DOUBLE), Math.PI);
    expect(real(Function.LN, Double.NaN), Double.NaN);
    expectFailure(
        real(Function.SQRT, -1), Failure.InvalidArgument.class, "SQRT is not defined for -1.0");
    expectFailure(real(Function.LN, 0), Failure.InvalidArgument.class, "LN is not defined for 0.0");
    expectFailure(real(Function.ASIN, 2), Failure.InvalidArgument.class, "ASIN");
    expectFailure(real(Function.EXP, 1000), Failure.NumericOverflow.class, "DOUBLE");
    expectFailure(real(Function.COT, 0), Failure.DivisionByZero.class, "zero");
    expectFailure(
        call(Function.POWER, Plain.DOUBLE, bigint(-8), literal(0.5, Plain.DOUBLE)),
        Failure.InvalidArgument.class,
        "POWER is not defined for -8.0, 0.5");
    expectFailure(
        call(Function.POWER, Plain.DOUBLE, bigint(0), bigint(-1)),
        Failure.DivisionByZero.class,
        "zero");
  }

  private static Expression decimal(Function function, long unscaled, long... digits) {
    DataType type = TWO_DIGITS;
    return digits.length == 0
        ? call(function, type, literal(unscaled, type))
        : call(function, type, literal(unscaled, type), bigint(digits[0]));
  }

  private static Expression real(Function function, double value) {
    return call(function, Plain.DOUBLE, literal(value, Plain.DOUBLE));
  }
}
