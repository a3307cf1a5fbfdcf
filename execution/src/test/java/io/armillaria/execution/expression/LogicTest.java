package io.armillaria.execution.expression;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.Plans.test;
import static io.armillaria.execution.expression.Evaluations.expect;
import static io.armillaria.execution.expression.Evaluations.expectFailure;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogicTest {
  private static final DataType TEXT = new DataType.Varchar(30);
  private static final Object[] TRUTHS = {1L, 0L, null};
  private static final Expression FAILS =
      test(Function.EQUAL, call(Function.DIVIDE, Plain.BIGINT, bigint(1), bigint(0)), bigint(1));

  @Test
  void followsThreeValuedLogic() {
    Object[][] and = {{1L, 0L, null}, {0L, 0L, 0L}, {null, 0L, null}};
    Object[][] or = {{1L, 1L, 1L}, {1L, 0L, null}, {1L, null, null}};
    Object[] not = {0L, 1L, null};
    for (int i = 0; i < 3; i++) {
      Expression a = literal(TRUTHS[i], Plain.BOOLEAN);
      expect(test(Function.NOT, a), not[i]);
      expect(test(Function.IS_TRUE, a), i == 0 ? 1L : 0L);
      expect(test(Function.IS_NOT_TRUE, a), i == 0 ? 0L : 1L);
      expect(test(Function.IS_FALSE, a), i == 1 ? 1L : 0L);
      expect(test(Function.IS_NOT_FALSE, a), i == 1 ? 0L : 1L);
      expect(test(Function.IS_NULL, a), i == 2 ? 1L : 0L);
      expect(test(Function.IS_NOT_NULL, a), i == 2 ? 0L : 1L);
      for (int j = 0; j < 3; j++) {
        Expression b = literal(TRUTHS[j], Plain.BOOLEAN);
        expect(test(Function.AND, a, b), and[i][j]);
        expect(test(Function.OR, a, b), or[i][j]);
        for (int k = 0; k < 3; k++) {
          Expression c = literal(TRUTHS[k], Plain.BOOLEAN);
          Object first = and[i][j];
          int place = Arrays.asList(TRUTHS).indexOf(first);
          expect(test(Function.AND, a, b, c), and[place][k]);
        }
      }
    }
  }

  @Test
  void computesArgumentsOnlyForRowsLeftOpen() {
    Expression yes = literal(1L, Plain.BOOLEAN);
    Expression no = literal(0L, Plain.BOOLEAN);
    Expression unknown = literal(null, Plain.BOOLEAN);
    expect(test(Function.AND, no, FAILS), 0L);
    expect(test(Function.OR, yes, FAILS), 1L);
    expect(test(Function.OR, no, unknown, yes, FAILS), 1L);
    expectFailure(test(Function.AND, yes, FAILS), Failure.DivisionByZero.class, "zero");
    expectFailure(test(Function.OR, unknown, FAILS), Failure.DivisionByZero.class, "zero");
  }

  @Test
  void takesTheFirstTrueBranch() {
    Expression reciprocal = call(Function.DIVIDE, Plain.BIGINT, bigint(1), bigint(0));
    for (Object truth : TRUTHS) {
      Expression condition = literal(truth, Plain.BOOLEAN);
      boolean taken = Long.valueOf(1).equals(truth);
      expect(choice(Plain.BIGINT, condition, bigint(5), bigint(6)), taken ? 5L : 6L);
      expect(choice(TEXT, condition, literal("a", TEXT), literal(null, TEXT)), taken ? "a" : null);
      Expression guarded =
          taken
              ? choice(Plain.BIGINT, condition, bigint(5), reciprocal)
              : choice(Plain.BIGINT, condition, reciprocal, bigint(5));
      expect(guarded, 5L);
    }
    expect(
        new Expression.Case(
            List.of(
                new Expression.When(literal(0L, Plain.BOOLEAN), bigint(1)),
                new Expression.When(literal(1L, Plain.BOOLEAN), bigint(2)),
                new Expression.When(literal(1L, Plain.BOOLEAN), reciprocal)),
            reciprocal,
            Plain.BIGINT),
        2L);
  }

  @Test
  void comparesEveryLayout() {
    compares(literal(-5L, Plain.BIGINT), literal(3L, Plain.BIGINT));
    compares(literal(Long.MIN_VALUE, Plain.BIGINT), literal(Long.MAX_VALUE, Plain.BIGINT));
    compares(literal(-5L, Plain.DATE), literal(3L, Plain.DATE));
    compares(literal(-0.5, Plain.DOUBLE), literal(1e300, Plain.DOUBLE));
    compares(literal(Double.POSITIVE_INFINITY, Plain.DOUBLE), literal(Double.NaN, Plain.DOUBLE));
    DataType wide = new Decimal(38, 0);
    compares(
        literal(BigInteger.TWO.pow(64), wide),
        literal(BigInteger.TWO.pow(64).add(BigInteger.ONE), wide));
    compares(literal(BigInteger.TWO.pow(70).negate(), wide), literal(BigInteger.ONE, wide));
    compares(literal("a", TEXT), literal("ab", TEXT));
    compares(literal("z", TEXT), literal("ä", TEXT));
    expect(test(Function.EQUAL, literal(0.0, Plain.DOUBLE), literal(-0.0, Plain.DOUBLE)), 1L);
    expect(test(Function.LESS, literal(-0.0, Plain.DOUBLE), literal(0.0, Plain.DOUBLE)), 0L);
    expect(
        test(Function.EQUAL, literal(Double.NaN, Plain.DOUBLE), literal(Double.NaN, Plain.DOUBLE)),
        1L);
  }

  private static void compares(Expression less, Expression greater) {
    Expression none = literal(null, less.type());
    Object[][] expected = {
      // function, less with greater, greater with less, same with same
      {Function.EQUAL, 0L, 0L, 1L},
      {Function.NOT_EQUAL, 1L, 1L, 0L},
      {Function.LESS, 1L, 0L, 0L},
      {Function.LESS_OR_EQUAL, 1L, 0L, 1L},
      {Function.GREATER, 0L, 1L, 0L},
      {Function.GREATER_OR_EQUAL, 0L, 1L, 1L},
      {Function.IS_DISTINCT_FROM, 1L, 1L, 0L},
      {Function.IS_NOT_DISTINCT_FROM, 0L, 0L, 1L}
    };
    for (Object[] line : expected) {
      Function function = (Function) line[0];
      expect(test(function, less, greater), line[1]);
      expect(test(function, greater, less), line[2]);
      expect(test(function, less, less), line[3]);
      boolean distinct = function == Function.IS_DISTINCT_FROM;
      boolean safe = distinct || function == Function.IS_NOT_DISTINCT_FROM;
      expect(test(function, less, none), safe ? (Object) (distinct ? 1L : 0L) : null);
      expect(test(function, none, less), safe ? (Object) (distinct ? 1L : 0L) : null);
      expect(test(function, none, none), safe ? (Object) (distinct ? 0L : 1L) : null);
    }
  }

  @Test
  void looksUpMembers() {
    List<DataType> types = List.of(Plain.BIGINT, Plain.DOUBLE, TEXT, new Decimal(30, 0));
    for (DataType type : types) {
      for (int size : new int[] {1, 3, 20}) {
        Object[] members = new Object[size];
        Arrays.setAll(members, i -> value(type, i));
        expect(in(type, value(type, size - 1), members), 1L);
        expect(in(type, value(type, size), members), 0L);
        expect(in(type, null, members), null);
        members[0] = null;
        expect(in(type, value(type, size), members), null);
        expect(in(type, value(type, size - 1), members), size == 1 ? null : (Object) 1L);
      }
    }
    expect(in(Plain.DOUBLE, -0.0, 0.0), 1L);
    expect(in(Plain.DOUBLE, Double.NaN, 1.0, Double.NaN), 1L);
  }

  private static Object value(DataType type, int number) {
    return switch (type.layout()) {
      case LONG -> (long) number;
      case DOUBLE -> number / 2.0;
      case INT128 -> BigInteger.valueOf(number).shiftLeft(65);
      case BYTES -> "m" + number;
    };
  }

  private static Expression in(DataType type, Object operand, Object... members) {
    return new Expression.In(
        literal(operand, type),
        Arrays.stream(members).map(member -> literal(member, type)).toList(),
        Plain.BOOLEAN);
  }

  private static Expression choice(
      DataType type, Expression condition, Expression value, Expression otherwise) {
    return new Expression.Case(List.of(new Expression.When(condition, value)), otherwise, type);
  }
}
