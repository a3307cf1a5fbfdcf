package io.armillaria.execution.expression;

import static io.armillaria.execution.Plans.bigint;
import static io.armillaria.execution.Plans.call;
import static io.armillaria.execution.Plans.literal;
import static io.armillaria.execution.expression.Evaluations.expect;
import static io.armillaria.execution.expression.Evaluations.expectFailure;
import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.failure.Failure;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Decimal;
import io.armillaria.storage.type.DataType.Plain;
import io.armillaria.storage.type.DataType.Time;
import io.armillaria.storage.type.DataType.Timestamp;
import io.armillaria.storage.type.DataType.TimestampWithZone;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.IsoFields;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeFunctionsTest {
  private static final DataType STAMP = new Timestamp(6);
  private static final DataType ZONED = new TimestampWithZone(6);
  private static final DataType TIME = new Time(6);

  @Test
  void knowsTheCalendar() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 4_000; i++) {
      LocalDate date = LocalDate.ofEpochDay(random.nextInt(8_000_000) - 4_000_000);
      long days = date.toEpochDay();
      long civil = CivilCalendar.civil(days);
      assertThat(
              LocalDate.of(
                  (int) CivilCalendar.year(civil),
                  CivilCalendar.month(civil),
                  CivilCalendar.day(civil)))
          .as("seed %d", seed)
          .isEqualTo(date);
      assertThat(CivilCalendar.days(date.getYear(), date.getMonthValue(), date.getDayOfMonth()))
          .isEqualTo(days);
      assertThat(CivilCalendar.isoWeek(days))
          .isEqualTo(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      assertThat(CivilCalendar.dayOfYear(days)).isEqualTo(date.getDayOfYear());
      assertThat(CivilCalendar.isoDayOfWeek(days)).isEqualTo(date.getDayOfWeek().getValue());
      int months = random.nextInt(1000) - 500;
      assertThat(CivilCalendar.addMonths(days, months))
          .isEqualTo(date.plusMonths(months).toEpochDay());
      LocalDate other = LocalDate.ofEpochDay(days + random.nextInt(10_000) - 5000);
      expect(
          call(Function.MONTHS_BETWEEN, Plain.BIGINT, date(other), date(date)),
          ChronoUnit.MONTHS.between(date, other));
    }
  }

  @Test
  void extractsFields() {
    // Saturday; in Berlin 2024-06-01T00:30:15.123456
    Expression zoned = literal(micros("2024-05-31T22:30:15.123456"), ZONED);
    Expression local = literal(micros("2024-06-01T00:30:15.123456"), STAMP);
    Object[][] fields = {
      {Function.EXTRACT_YEAR, 2024L},
      {Function.EXTRACT_QUARTER, 2L},
      {Function.EXTRACT_MONTH, 6L},
      {Function.EXTRACT_WEEK, 22L},
      {Function.EXTRACT_DAY, 1L},
      {Function.EXTRACT_DAY_OF_WEEK, 7L},
      {Function.EXTRACT_ISO_DAY_OF_WEEK, 6L},
      {Function.EXTRACT_DAY_OF_YEAR, 153L},
      {Function.EXTRACT_HOUR, 0L},
      {Function.EXTRACT_MINUTE, 30L},
      {Function.EXTRACT_SECOND, 15L},
      {Function.EXTRACT_MILLISECOND, 15_123L},
      {Function.EXTRACT_MICROSECOND, 15_123_456L}
    };
    for (Object[] field : fields) {
      expect(call((Function) field[0], Plain.BIGINT, zoned), field[1]);
      expect(call((Function) field[0], Plain.BIGINT, local), field[1]);
    }
    expect(call(Function.EXTRACT_EPOCH, Plain.BIGINT, literal(-1L, STAMP)), -1L);
    expect(call(Function.EXTRACT_SECOND, new Decimal(8, 3), local), 15_123L);
    expect(call(Function.EXTRACT_SECOND, Plain.DOUBLE, local), 15.123456);
    expect(call(Function.EXTRACT_YEAR, Plain.BIGINT, date(LocalDate.of(-44, 3, 15))), -44L);
    expect(call(Function.EXTRACT_HOUR, Plain.BIGINT, literal(3_600_000_000L, TIME)), 1L);
    expect(call(Function.EXTRACT_YEAR, Plain.BIGINT, literal(null, Plain.DATE)), null);
  }

  @Test
  void addsAndSubtracts() {
    Expression leapDay = date(LocalDate.of(2024, 2, 29));
    expect(
        call(Function.ADD_MONTHS, Plain.DATE, leapDay, bigint(12)),
        LocalDate.of(2025, 2, 28).toEpochDay());
    expect(
        call(Function.ADD_MONTHS, STAMP, literal(micros("2024-01-31T10:00"), STAMP), bigint(1)),
        micros("2024-02-29T10:00"));
    // ten in the morning stays ten when summer time begins
    expect(
        call(Function.ADD_MONTHS, ZONED, literal(micros("2024-03-01T09:00"), ZONED), bigint(1)),
        micros("2024-04-01T08:00"));
    expect(
        call(Function.ADD_MICROSECONDS, Plain.DATE, leapDay, bigint(-86_400_000_000L)),
        LocalDate.of(2024, 2, 28).toEpochDay());
    expect(call(Function.ADD_MICROSECONDS, STAMP, literal(5L, STAMP), bigint(-6)), -1L);
    expect(call(Function.ADD_MICROSECONDS, TIME, literal(5L, TIME), bigint(-6)), 86_399_999_999L);
    expect(
        call(Function.MICROSECONDS_BETWEEN, Plain.BIGINT, literal(5L, STAMP), literal(7L, STAMP)),
        -2L);
    expect(
        call(
            Function.MICROSECONDS_BETWEEN,
            Plain.BIGINT,
            literal(1L, Plain.DATE),
            literal(7L, STAMP)),
        86_399_999_993L);
    expectFailure(
        call(Function.ADD_MICROSECONDS, STAMP, literal(Long.MAX_VALUE, STAMP), bigint(1)),
        Failure.NumericOverflow.class,
        "TIMESTAMP");
    expectFailure(
        call(Function.ADD_MONTHS, STAMP, literal(0L, STAMP), bigint(Long.MAX_VALUE)),
        Failure.NumericOverflow.class,
        "TIMESTAMP");
  }

  @Test
  void roundsDown() {
    long time = micros("2024-08-15T13:45:30.5");
    Object[][] floors = {
      {Function.FLOOR_YEAR, "2024-01-01T00:00"},
      {Function.FLOOR_QUARTER, "2024-07-01T00:00"},
      {Function.FLOOR_MONTH, "2024-08-01T00:00"},
      {Function.FLOOR_WEEK, "2024-08-12T00:00"},
      {Function.FLOOR_DAY, "2024-08-15T00:00"},
      {Function.FLOOR_HOUR, "2024-08-15T13:00"},
      {Function.FLOOR_MINUTE, "2024-08-15T13:45"},
      {Function.FLOOR_SECOND, "2024-08-15T13:45:30"}
    };
    for (Object[] floor : floors) {
      long expected = micros((String) floor[1]);
      expect(call((Function) floor[0], STAMP, literal(time, STAMP)), expected);
      // in summer Berlin is two hours ahead, in winter one
      long offset = floor[0] == Function.FLOOR_YEAR ? 1 : 2;
      expect(
          call((Function) floor[0], ZONED, literal(time - 2 * 3_600_000_000L, ZONED)),
          expected - offset * 3_600_000_000L);
    }
    expect(call(Function.FLOOR_MONTH, Plain.DATE, literal(-1L, Plain.DATE)), -31L);
  }

  @Test
  void knowsTheTime() {
    expect(call(Function.CURRENT_DATE, Plain.DATE), LocalDate.of(2026, 3, 5).toEpochDay());
    expect(call(Function.CURRENT_TIMESTAMP, ZONED), Evaluations.NOW);
    expect(call(Function.LOCAL_TIMESTAMP, new Timestamp(3)), micros("2026-03-05T00:30:15.123"));
    expect(call(Function.CURRENT_TIME, new Time(0)), (30 * 60 + 15) * 1_000_000L);
  }

  private static Expression date(LocalDate date) {
    return literal(date.toEpochDay(), Plain.DATE);
  }

  private static long micros(String local) {
    return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), LocalDateTime.parse(local));
  }
}
