package io.armillaria.execution.expression;

import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.expression.Evaluations.expect;
import static io.armillaria.execution.expression.Evaluations.expectFailure;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Binary;
import io.armillaria.storage.type.DataType.Char;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import io.armillaria.storage.type.DataType.Time;
import io.armillaria.storage.type.DataType.Timestamp;
import io.armillaria.storage.type.DataType.TimestampWithZone;
import io.armillaria.storage.type.DataType.Varbinary;
import io.armillaria.storage.type.DataType.Varchar;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class CastsTest {
  private static final DataType TEXT = new Varchar(DataType.UNLIMITED);
  private static final DataType STAMP = new Timestamp(6);
  private static final DataType ZONED = new TimestampWithZone(6);
  private static final DataType TIME = new Time(6);
  private static final long DAY = LocalDate.parse("2024-02-29").toEpochDay();
  private static final long NOON = 12 * 3_600_000_000L;

  @Test
  void betweenExactNumbers() {
    cast(5L, Plain.BIGINT, Plain.SMALLINT, 5L);
    cast(5L, Plain.INTEGER, new Decimal(5, 2), 500L);
    cast(
        5L,
        Plain.INTEGER,
        new Decimal(38, 30),
        BigInteger.valueOf(5).multiply(BigInteger.TEN.pow(30)));
    cast(-5L, Plain.BIGINT, new Decimal(38, 10), BigInteger.valueOf(-50_000_000_000L));
    cast(250L, new Decimal(5, 2), Plain.BIGINT, 3L);
    cast(-250L, new Decimal(5, 2), Plain.BIGINT, -3L);
    cast(249L, new Decimal(5, 2), new Decimal(3, 1), 25L);
    cast(BigInteger.TEN.pow(20), new Decimal(38, 20), Plain.INTEGER, 1L);
    overflow(40_000L, Plain.BIGINT, Plain.SMALLINT, "40000 is out of range for SMALLINT");
    overflow(
        9995L, new Decimal(5, 2), new Decimal(3, 1), "100.0 is out of range for DECIMAL(3, 1)");
    overflow(BigInteger.TEN.pow(30), new Decimal(38, 2), Plain.BIGINT, "BIGINT");
  }

  @Test
  void betweenExactNumbersAndDoubles() {
    cast(12_345L, new Decimal(9, 2), Plain.DOUBLE, 123.45);
    cast(BigInteger.TEN.pow(30), new Decimal(38, 2), Plain.DOUBLE, 1e28);
    cast(16_777_217L, Plain.INTEGER, Plain.REAL, 16_777_216.0);
    cast(2.5, Plain.DOUBLE, Plain.BIGINT, 3L);
    cast(-2.5, Plain.DOUBLE, Plain.BIGINT, -3L);
    cast(2.345, Plain.DOUBLE, new Decimal(5, 2), 235L);
    cast(1e20, Plain.DOUBLE, new Decimal(38, 0), BigInteger.TEN.pow(20));
    cast(0.1, Plain.DOUBLE, Plain.REAL, (double) 0.1f);
    overflow(1e20, Plain.DOUBLE, Plain.BIGINT, "BIGINT");
    overflow(1e300, Plain.DOUBLE, Plain.REAL, "REAL");
    overflow(Double.NaN, Plain.DOUBLE, Plain.BIGINT, "NaN is out of range for BIGINT");
  }

  @Test
  void booleans() {
    cast(1L, Plain.BOOLEAN, Plain.INTEGER, 1L);
    cast(1L, Plain.BOOLEAN, Plain.DOUBLE, 1.0);
    cast(7L, Plain.INTEGER, Plain.BOOLEAN, 1L);
    cast(0.0, Plain.DOUBLE, Plain.BOOLEAN, 0L);
    cast(1L, Plain.BOOLEAN, TEXT, "TRUE");
    cast(0L, Plain.BOOLEAN, new Char(9), "FALSE");
    cast(" True ", TEXT, Plain.BOOLEAN, 1L);
    cast("f", TEXT, Plain.BOOLEAN, 0L);
    expectFailure(
        of("maybe", TEXT, Plain.BOOLEAN),
        Failure.InvalidText.class,
        "'maybe' is not a valid BOOLEAN");
    assertThatThrownBy(() -> expect(of(1L, Plain.BOOLEAN, Plain.DATE), null))
        .hasMessage("A BOOLEAN cannot be cast to DATE.");
  }

  @Test
  void numbersAsText() {
    cast(-5L, Plain.BIGINT, TEXT, "-5");
    cast(-50L, new Decimal(5, 2), TEXT, "-0.50");
    cast(BigInteger.TEN.pow(30), new Decimal(38, 2), TEXT, "1" + "0".repeat(28) + ".00");
    cast(1.0, Plain.DOUBLE, TEXT, "1");
    cast(0.1, Plain.DOUBLE, TEXT, "0.1");
    cast(-1234.5, Plain.DOUBLE, TEXT, "-1234.5");
    cast(1e14, Plain.DOUBLE, TEXT, "100000000000000");
    cast(1e20, Plain.DOUBLE, TEXT, "1e+20");
    cast(1.25e-7, Plain.DOUBLE, TEXT, "1.25e-07");
    cast(0.0001, Plain.DOUBLE, TEXT, "0.0001");
    cast(Double.NEGATIVE_INFINITY, Plain.DOUBLE, TEXT, "-Infinity");
    cast((double) 0.1f, Plain.REAL, TEXT, "0.1");
    expectFailure(
        of(12_345L, Plain.BIGINT, new Varchar(3)),
        Failure.TextTooLong.class,
        "'12345' has length 5, too long for VARCHAR(3)");
  }

  @Test
  void textAsNumbers() {
    cast(" 42 ", TEXT, Plain.INTEGER, 42L);
    cast("+42", TEXT, Plain.INTEGER, 42L);
    cast("-0.5", TEXT, new Decimal(3, 1), -5L);
    cast("2.5", TEXT, Plain.BIGINT, 3L);
    cast("1e3", TEXT, Plain.BIGINT, 1000L);
    cast(
        "123456789012345678901234567890.125",
        TEXT,
        new Decimal(38, 2),
        new BigInteger("12345678901234567890123456789013"));
    cast("9223372036854775807", TEXT, Plain.BIGINT, Long.MAX_VALUE);
    cast("-9223372036854775808", TEXT, Plain.BIGINT, Long.MIN_VALUE);
    cast("1.5e-3", TEXT, Plain.DOUBLE, 0.0015);
    cast("nan", TEXT, Plain.DOUBLE, Double.NaN);
    cast("-Infinity", TEXT, Plain.REAL, Double.NEGATIVE_INFINITY);
    cast("0.1", TEXT, Plain.REAL, (double) 0.1f);
    for (String bad : new String[] {"", "x", "1x", "--1", "1.2.3", ".", "0x1F", "1f", "1,5"}) {
      expectFailure(
          of(bad, TEXT, Plain.BIGINT),
          Failure.InvalidText.class,
          "'" + bad + "' is not a valid BIGINT");
      expectFailure(
          of(bad, TEXT, Plain.DOUBLE),
          Failure.InvalidText.class,
          "'" + bad + "' is not a valid DOUBLE");
    }
    overflow(
        "9223372036854775808",
        TEXT,
        Plain.BIGINT,
        "9223372036854775808 is out of range for BIGINT");
    overflow("32768", TEXT, Plain.SMALLINT, "32768 is out of range for SMALLINT");
    overflow("1e999999999", TEXT, Plain.BIGINT, "BIGINT");
    overflow("1e400", TEXT, Plain.DOUBLE, "DOUBLE");
    cast("1e-999999999", TEXT, Plain.BIGINT, 0L);
  }

  @Test
  void textLengths() {
    cast("a€cd", TEXT, new Varchar(3), "a€c");
    cast("ab  ", TEXT, new Char(9), "ab");
    cast("ab  ", TEXT, new Varchar(3), "ab ");
    cast("ab", new Char(9), TEXT, "ab");
    expect(assigned("ab   ", TEXT, new Varchar(3)), "ab ");
    expect(assigned("ab   ", TEXT, new Char(2)), "ab");
    expectFailure(
        assigned("a€cd", TEXT, new Varchar(3)),
        Failure.TextTooLong.class,
        "'a€cd' has length 4, too long for VARCHAR(3)");
    expect(assigned("a€cd", TEXT, new Varchar(4)), "a€cd");
  }

  @Test
  void binaries() {
    byte[] bytes = {(byte) 0xDE, (byte) 0xAD, 1};
    cast("\\xDEad01", TEXT, new Varbinary(9), bytes);
    cast("abc", TEXT, new Varbinary(9), "abc");
    cast(bytes, new Varbinary(9), TEXT, "\\xdead01");
    cast("abc", new Varbinary(9), new Binary(5), "abc\0\0");
    cast("abc", new Varbinary(9), new Varbinary(2), "ab");
    expectFailure(
        assigned("abc", new Varbinary(9), new Varbinary(2)),
        Failure.TextTooLong.class,
        "VARBINARY(2)");
    expectFailure(of("\\xABC", TEXT, new Varbinary(9)), Failure.InvalidText.class, "'\\xABC'");
    expectFailure(of("\\xZZ", TEXT, new Varbinary(9)), Failure.InvalidText.class, "'\\xZZ'");
  }

  @Test
  void datesAndTimesAsText() {
    cast(DAY, Plain.DATE, TEXT, "2024-02-29");
    cast(LocalDate.of(-44, 3, 15).toEpochDay(), Plain.DATE, TEXT, "-0044-03-15");
    cast(LocalDate.of(12_345, 1, 2).toEpochDay(), Plain.DATE, TEXT, "12345-01-02");
    cast(NOON + 30_000_000, TIME, TEXT, "12:00:30");
    cast(NOON + 120, TIME, TEXT, "12:00:00.00012");
    cast(micros("2024-02-29T12:00"), STAMP, TEXT, "2024-02-29 12:00:00");
    cast(micros("1969-12-31T23:59:59.5"), STAMP, TEXT, "1969-12-31 23:59:59.5");
    cast(micros("2024-02-29T12:00"), ZONED, TEXT, "2024-02-29 13:00:00+01");
    cast(micros("2024-07-01T12:00"), ZONED, TEXT, "2024-07-01 14:00:00+02");
    cast(micros("1890-01-01T00:00"), ZONED, TEXT, "1890-01-01 00:53:28+00:53:28");
  }

  @Test
  void textAsDatesAndTimes() {
    cast(" 2024-02-29 ", TEXT, Plain.DATE, DAY);
    cast("2024-2-29", TEXT, Plain.DATE, DAY);
    cast("-0044-03-15", TEXT, Plain.DATE, LocalDate.of(-44, 3, 15).toEpochDay());
    cast("12:00", TEXT, TIME, NOON);
    cast("12:00:30.0000005", TEXT, TIME, NOON + 30_000_001);
    cast("2024-02-29 12:00:00.5", TEXT, STAMP, micros("2024-02-29T12:00:00.5"));
    cast("2024-02-29T12:00:00", TEXT, STAMP, micros("2024-02-29T12:00"));
    cast("2024-02-29", TEXT, STAMP, micros("2024-02-29T00:00"));
    cast("2024-02-29 12:00:00.5", TEXT, new Timestamp(0), micros("2024-02-29T12:00:01"));
    cast("2024-02-29 12:00", TEXT, ZONED, micros("2024-02-29T11:00"));
    cast("2024-07-01 12:00", TEXT, ZONED, micros("2024-07-01T10:00"));
    cast("2024-07-01 12:00+05:30", TEXT, ZONED, micros("2024-07-01T06:30"));
    cast("2024-07-01 12:00 -08", TEXT, ZONED, micros("2024-07-01T20:00"));
    cast("2024-07-01 12:00Z", TEXT, ZONED, micros("2024-07-01T12:00"));
    cast("2024-07-01 12:00 America/New_York", TEXT, ZONED, micros("2024-07-01T16:00"));
    for (String bad :
        new String[] {
          "",
          "2023-02-29",
          "2024-13-01",
          "2024-00-01",
          "2024-01-00",
          "2024-01",
          "24-1-x",
          "2024-01-01x"
        }) {
      expectFailure(
          of(bad, TEXT, Plain.DATE),
          Failure.InvalidDatetime.class,
          "'" + bad + "' is not a valid DATE");
    }
    for (String bad : new String[] {"", "24:00", "12:60", "12:00:60", "12", "12:0", "12:00:00."}) {
      expectFailure(
          of(bad, TEXT, TIME),
          Failure.InvalidDatetime.class,
          "'" + bad + "' is not a valid TIME(6)");
    }
    expectFailure(
        of("2024-01-01 10:00+01", TEXT, STAMP), Failure.InvalidDatetime.class, "TIMESTAMP(6)");
    expectFailure(
        of("2024-01-01 10:00 Nowhere/Land", TEXT, ZONED),
        Failure.InvalidDatetime.class,
        "Nowhere/Land");
    expectFailure(of("2024-01-01 10:00+19", TEXT, ZONED), Failure.InvalidDatetime.class, "+19");
  }

  @Test
  void betweenDatesAndTimes() {
    cast(DAY, Plain.DATE, STAMP, micros("2024-02-29T00:00"));
    cast(DAY, Plain.DATE, ZONED, micros("2024-02-28T23:00"));
    cast(micros("1969-12-31T12:00"), STAMP, Plain.DATE, -1L);
    cast(micros("2024-02-28T23:30"), ZONED, Plain.DATE, DAY);
    cast(micros("2024-02-29T12:00"), STAMP, TIME, NOON);
    cast(micros("2024-02-29T11:00"), ZONED, TIME, NOON);
    cast(micros("2024-02-29T12:00"), STAMP, ZONED, micros("2024-02-29T11:00"));
    cast(micros("2024-02-29T11:00"), ZONED, STAMP, micros("2024-02-29T12:00"));
    cast(
        micros("2024-02-29T12:00:00.123456"),
        STAMP,
        new Timestamp(3),
        micros("2024-02-29T12:00:00.123"));
    // 2026-03-05 in Berlin, where midnight has passed
    cast(NOON, TIME, STAMP, micros("2026-03-05T12:00"));
    // the hour that Berlin skips and the one that it repeats
    cast(micros("2024-03-31T02:30"), STAMP, ZONED, micros("2024-03-31T01:30"));
    cast(micros("2024-10-27T02:30"), STAMP, ZONED, micros("2024-10-27T00:30"));
    overflow(Long.MAX_VALUE, Plain.DATE, STAMP, "TIMESTAMP(6)");
  }

  @Test
  void nullsOfEveryType() {
    DataType[] types = {Plain.BOOLEAN, Plain.BIGINT, new Decimal(30, 2), Plain.DOUBLE, TEXT};
    for (DataType from : types) {
      for (DataType to : types) {
        cast(null, from, to, null);
      }
    }
  }

  private static long micros(String local) {
    return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), LocalDateTime.parse(local));
  }

  private static Expression of(Object value, DataType from, DataType to) {
    return new Expression.Cast(literal(value, from), to, false);
  }

  private static Expression assigned(Object value, DataType from, DataType to) {
    return new Expression.Cast(literal(value, from), to, true);
  }

  private static void cast(Object value, DataType from, DataType to, Object expected) {
    expect(of(value, from, to), expected);
  }

  private static void overflow(Object value, DataType from, DataType to, String message) {
    expectFailure(of(value, from, to), Failure.NumericOverflow.class, message);
  }
}
