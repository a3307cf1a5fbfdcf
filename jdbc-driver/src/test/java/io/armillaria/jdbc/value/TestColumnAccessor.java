package io.armillaria.jdbc.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.sql.session.ColumnDescription;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.column.ColumnVector;
import io.armillaria.storage.column.DoubleVector;
import io.armillaria.storage.column.Int128Vector;
import io.armillaria.storage.column.LongVector;
import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TestColumnAccessor {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static ColumnAccessor column(DataType type, ColumnVector vector) {
    ColumnAccessor accessor =
        ColumnAccessor.of(2, new ColumnDescription("C", "C", "T", type, true), BERLIN);
    accessor.bind(vector);
    return accessor;
  }

  private static ColumnAccessor of(DataType type, long value) {
    return column(type, new LongVector(new long[] {value}, null));
  }

  private static ColumnAccessor of(DataType type, double value) {
    return column(type, new DoubleVector(new double[] {value}, null));
  }

  private static ColumnAccessor of(DataType type, byte[] value) {
    return column(
        type, new BytesVector(value, new int[] {0}, new int[] {value.length}, new boolean[1]));
  }

  private static ColumnAccessor text(String value) {
    return of(new DataType.Varchar(100), value.getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T as(ColumnAccessor column, Class<T> type) throws SQLException {
    return ObjectReader.read(column, 0, type);
  }

  private interface Read {
    Object read() throws SQLException;
  }

  private static void assertFails(String state, String message, Read read) {
    assertThatThrownBy(read::read)
        .isInstanceOf(SQLException.class)
        .hasMessage(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(state);
  }

  @Test
  void nullsAreFlags() {
    ColumnAccessor column =
        column(
            DataType.Plain.BIGINT, new LongVector(new long[] {0, 1}, new boolean[] {true, false}));
    assertThat(column.isNull(0)).isTrue();
    assertThat(column.isNull(1)).isFalse();
  }

  @Test
  void defaultObjects() throws SQLException {
    assertThat(of(DataType.Plain.BOOLEAN, 1).objectAt(0)).isEqualTo(true);
    assertThat(of(DataType.Plain.SMALLINT, -7).objectAt(0)).isEqualTo(-7);
    assertThat(of(DataType.Plain.INTEGER, 7).objectAt(0)).isEqualTo(7);
    assertThat(of(DataType.Plain.BIGINT, 7).objectAt(0)).isEqualTo(7L);
    assertThat(of(DataType.Plain.REAL, 0.5).objectAt(0)).isEqualTo(0.5f);
    assertThat(of(DataType.Plain.DOUBLE, 0.5).objectAt(0)).isEqualTo(0.5);
    assertThat(of(new DataType.Decimal(5, 2), 150).objectAt(0)).isEqualTo(new BigDecimal("1.50"));
    assertThat(text("x").objectAt(0)).isEqualTo("x");
    assertThat(of(new DataType.Varbinary(9), new byte[] {1, 2}).objectAt(0))
        .isEqualTo(new byte[] {1, 2});
    assertThat(of(DataType.Plain.DATE, -1).objectAt(0)).isEqualTo(Date.valueOf("1969-12-31"));
    assertThat(of(new DataType.Time(0), 3_600_000_000L).objectAt(0))
        .isEqualTo(Time.valueOf("01:00:00"));
    assertThat(of(new DataType.Timestamp(6), -1).objectAt(0))
        .isEqualTo(Timestamp.valueOf("1969-12-31 23:59:59.999999"));
    assertThat(of(new DataType.TimestampWithZone(6), 0).objectAt(0))
        .isEqualTo(OffsetDateTime.parse("1970-01-01T01:00+01:00"));
  }

  @Test
  void wholeNumbersNarrowWithinTheirRange() throws SQLException {
    ColumnAccessor column = of(DataType.Plain.BIGINT, 300);
    assertThat(column.shortAt(0)).isEqualTo((short) 300);
    assertThat(column.doubleAt(0)).isEqualTo(300.0);
    assertThat(column.decimalAt(0)).isEqualTo("300");
    assertThat(column.textAt(0)).isEqualTo("300");
    assertFails(
        "22003",
        "Column 2 (C) is BIGINT; its value 300 is outside the range of byte.",
        () -> column.byteAt(0));
    assertFails(
        "22003",
        "Column 2 (C) is BIGINT; its value 300 is outside the range of boolean (0 or 1).",
        () -> column.booleanAt(0));
    assertThat(of(DataType.Plain.INTEGER, 1).booleanAt(0)).isTrue();
    assertThat(as(column, BigInteger.class)).isEqualTo(BigInteger.valueOf(300));
  }

  @Test
  void floatingPointIsCutToWholeNumbers() throws SQLException {
    assertThat(of(DataType.Plain.DOUBLE, -2.9).longAt(0)).isEqualTo(-2);
    assertThat(of(DataType.Plain.REAL, (double) 0.1f).textAt(0)).isEqualTo("0.1");
    assertThat(of(DataType.Plain.REAL, (double) 0.1f).decimalAt(0)).isEqualTo("0.1");
    assertFails(
        "22003",
        "Column 2 (C) is DOUBLE; its value NaN is outside the range of long.",
        () -> of(DataType.Plain.DOUBLE, Double.NaN).longAt(0));
    assertFails(
        "22003",
        "Column 2 (C) is DOUBLE; its value 9.223372036854776E18 is outside the range of long.",
        () -> of(DataType.Plain.DOUBLE, 0x1p63).longAt(0));
    assertFails(
        "22003",
        "Column 2 (C) is DOUBLE; its value 1.0E300 is outside the range of float.",
        () -> of(DataType.Plain.DOUBLE, 1e300).floatAt(0));
  }

  @Test
  void decimalsOfBothLayoutsReadAlike() throws SQLException {
    BigInteger unscaled = new BigInteger("-12345678901234567890123");
    ColumnAccessor wide =
        column(
            new DataType.Decimal(38, 5),
            new Int128Vector(
                new long[] {unscaled.shiftRight(64).longValue()},
                new long[] {unscaled.longValue()},
                null));
    assertThat(wide.decimalAt(0)).isEqualTo(new BigDecimal(unscaled, 5));
    assertThat(wide.textAt(0)).isEqualTo("-123456789012345678.90123");
    assertThat(wide.longAt(0)).isEqualTo(-123456789012345678L);
    assertThat(wide.doubleAt(0)).isEqualTo(Double.parseDouble("-123456789012345678.90123"));
    ColumnAccessor narrow = of(new DataType.Decimal(18, 3), -999_999_999_999_999_999L);
    assertThat(narrow.textAt(0)).isEqualTo("-999999999999999.999");
    assertThat(narrow.longAt(0)).isEqualTo(-999_999_999_999_999L);
    assertThat(narrow.doubleAt(0)).isEqualTo(Double.parseDouble("-999999999999999.999"));
    assertThat(of(new DataType.Decimal(3, 2), 7).doubleAt(0)).isEqualTo(0.07);
  }

  @Test
  void charIsPaddedToItsLengthInCharacters() {
    byte[] data = "a😀".getBytes(StandardCharsets.UTF_8);
    assertThat(of(new DataType.Char(4), data).textAt(0)).isEqualTo("a😀  ");
    assertThat(of(new DataType.Varchar(4), data).textAt(0)).isEqualTo("a😀");
  }

  @Test
  void textIsReadAsWhatItSays() throws Exception {
    assertThat(text(" 42.9 ").longAt(0)).isEqualTo(42);
    assertThat(text("1e3").decimalAt(0)).isEqualTo(new BigDecimal("1E+3"));
    assertThat(text("-Infinity").doubleAt(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(text("Yes").booleanAt(0)).isTrue();
    assertThat(text("2024-02-29").dateAt(0)).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(text("23:59:01.5").timeAt(0)).isEqualTo(LocalTime.of(23, 59, 1, 500_000_000));
    assertThat(text("2024-02-29T10:00:01").timestampAt(0))
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 10, 0, 1));
    assertThat(text("2024-02-29 10:00").timestampAt(0))
        .isEqualTo(LocalDateTime.of(2024, 2, 29, 10, 0));
    assertThat(text("00000000-0000-0001-0000-000000000002").objectAt(0))
        .isEqualTo(new UUID(1, 2).toString());
    assertThat(as(text(new UUID(1, 2).toString()), UUID.class)).isEqualTo(new UUID(1, 2));
    assertFails(
        "22018",
        "Column 2 (C) is VARCHAR(100); its value 'abc' is not a valid whole number.",
        () -> text("abc").intAt(0));
    assertFails(
        "22018",
        "Column 2 (C) is VARCHAR(100); its value 'perhaps' is not a valid boolean.",
        () -> text("perhaps").booleanAt(0));
    assertFails(
        "22007",
        "Column 2 (C) is VARCHAR(100); its value '2023-02-29' is not a valid date.",
        () -> text("2023-02-29").dateAt(0));
    assertFails(
        "22003",
        "Column 2 (C) is VARCHAR(100); its value 1E+999999999 is outside the range of BigInteger.",
        () -> as(text("1e999999999"), BigInteger.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-07-01 12:00:00+02:00",
        "2024-07-01T12:00:00+02",
        "2024-07-01 10:00:00Z",
        "2024-07-01 10:00:00.000 +0000",
        "2024-07-01 12:00:00 Europe/Berlin",
        "2024-07-01 12:00:00"
      })
  void textWithAZoneIsAPointInTime(String written) throws SQLException {
    assertThat(as(text(written), Instant.class)).isEqualTo("2024-07-01T10:00:00Z");
  }

  @Test
  void binaryIsHexadecimalAsText() throws SQLException {
    byte[] bytes = {0, (byte) 0xAB};
    assertThat(of(new DataType.Varbinary(5), bytes).textAt(0)).isEqualTo("00ab");
    byte[] sixteen = new byte[16];
    sixteen[7] = 1;
    sixteen[15] = 2;
    assertThat(as(of(new DataType.Binary(16), sixteen), UUID.class)).isEqualTo(new UUID(1, 2));
    assertFails(
        "22018",
        "Column 2 (C) is VARBINARY(5); its value '00ab' is not a valid UUID of 16 bytes.",
        () -> as(of(new DataType.Varbinary(5), bytes), UUID.class));
  }

  @ParameterizedTest
  @CsvSource({
    "0001-01-01, 0001-01-01",
    "1582-10-10, 1582-10-10",
    "1500-02-28, 1500-02-28",
    "9999-12-31, 9999-12-31"
  })
  void datesKeepTheirFieldsInOldClasses(LocalDate date, String shown) throws SQLException {
    ColumnAccessor column = of(DataType.Plain.DATE, date.toEpochDay());
    assertThat(column.textAt(0)).isEqualTo(shown);
    assertThat(column.dateAt(0)).isEqualTo(date);
    // 1582-10-10 is no day of the calendar that java.sql.Date has
    if (date.getYear() != 1582) {
      assertThat(column.sqlDateAt(0, null).toString()).isEqualTo(shown);
    }
  }

  @Test
  void timestampsWithoutZoneAreFieldsOfTheCalendar() throws SQLException {
    LocalDateTime noon = LocalDateTime.of(2024, 7, 1, 12, 0, 0, 123_456_000);
    ColumnAccessor column = of(new DataType.Timestamp(6), Micros.of(noon));
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    assertThat(column.timestampAt(0)).isEqualTo(noon);
    assertThat(column.textAt(0)).isEqualTo("2024-07-01 12:00:00.123456");
    assertThat(column.sqlTimestampAt(0, null)).isEqualTo(Timestamp.valueOf(noon));
    assertThat(column.sqlTimestampAt(0, tokyo).toInstant())
        .isEqualTo("2024-07-01T03:00:00.123456Z");
    assertThat(column.sqlDateAt(0, tokyo).getTime())
        .isEqualTo(Instant.parse("2024-06-30T15:00:00Z").toEpochMilli());
    assertThat(column.zonedAt(0)).isEqualTo("2024-07-01T12:00:00.123456+02:00");
    assertThat(column.dateAt(0)).isEqualTo("2024-07-01");
    assertThat(column.timeAt(0)).isEqualTo("12:00:00.123456");
  }

  @Test
  void timestampsWithZoneArePointsInTime() throws SQLException {
    Instant instant = Instant.parse("2024-07-01T22:30:00Z");
    ColumnAccessor column = of(new DataType.TimestampWithZone(6), Micros.of(instant));
    Calendar tokyo = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    assertThat(column.textAt(0)).isEqualTo("2024-07-02 00:30:00+02");
    assertThat(column.sqlTimestampAt(0, null).toInstant()).isEqualTo(instant);
    assertThat(column.sqlTimestampAt(0, tokyo).toInstant()).isEqualTo(instant);
    assertThat(column.dateAt(0)).isEqualTo("2024-07-02");
    assertThat(as(column, Instant.class)).isEqualTo(instant);
    assertThat(as(column, ZonedDateTime.class).toInstant()).isEqualTo(instant);
    assertThat(as(column, OffsetDateTime.class)).isEqualTo("2024-07-02T00:30+02:00");
    assertThat(column.sqlTimeAt(0, tokyo).getTime())
        .isEqualTo(Instant.parse("1969-12-31T22:30:00Z").toEpochMilli());
  }

  @Test
  void whatATypeIsNotIsRefused() {
    assertFails(
        "07006",
        "Column 2 (C) is DATE and cannot be read as a whole number.",
        () -> of(DataType.Plain.DATE, 0).intAt(0));
    assertFails(
        "07006",
        "Column 2 (C) is BIGINT and cannot be read as a date.",
        () -> of(DataType.Plain.BIGINT, 0).dateAt(0));
    assertFails(
        "07006",
        "Column 2 (C) is INTEGER and cannot be read as a binary string.",
        () -> of(DataType.Plain.INTEGER, 0).bytesAt(0));
    assertFails(
        "0A000", "Values cannot be read as java.lang.Thread.", () -> as(text("x"), Thread.class));
  }
}
