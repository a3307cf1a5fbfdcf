package io.armillaria.jdbc.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.type.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.GregorianCalendar;
import java.util.TimeZone;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TestParameter {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Object convert(DataType type, Object value) throws SQLException {
    return new Parameter(3, type, BERLIN).convert(value);
  }

  private static String text(DataType type, Object value) throws SQLException {
    return new String((byte[]) convert(type, value), StandardCharsets.UTF_8);
  }

  private static void assertFails(String state, String message, DataType type, Object value) {
    assertThatThrownBy(() -> convert(type, value))
        .isInstanceOf(SQLException.class)
        .hasMessage(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo(state);
  }

  @Test
  void nullIsNullOfEveryType() throws SQLException {
    assertThat(convert(DataType.Plain.BIGINT, null)).isNull();
  }

  @Test
  void truthValues() throws SQLException {
    assertThat(convert(DataType.Plain.BOOLEAN, true)).isEqualTo(1L);
    assertThat(convert(DataType.Plain.BOOLEAN, 0)).isEqualTo(0L);
    assertThat(convert(DataType.Plain.BOOLEAN, "T")).isEqualTo(1L);
    assertFails(
        "22003",
        "Parameter 3 is BOOLEAN; the value 2 is outside its range.",
        DataType.Plain.BOOLEAN,
        2);
    assertFails(
        "22018",
        "Parameter 3 is BOOLEAN; the text 'so' is not a valid one.",
        DataType.Plain.BOOLEAN,
        "so");
  }

  @Test
  void wholeNumbers() throws SQLException {
    assertThat(convert(DataType.Plain.SMALLINT, -32768)).isEqualTo(-32768L);
    assertThat(convert(DataType.Plain.INTEGER, 5L)).isEqualTo(5L);
    assertThat(convert(DataType.Plain.BIGINT, new BigDecimal("7.00"))).isEqualTo(7L);
    assertThat(convert(DataType.Plain.BIGINT, " 9 ")).isEqualTo(9L);
    assertThat(convert(DataType.Plain.BIGINT, true)).isEqualTo(1L);
    assertFails(
        "22003",
        "Parameter 3 is SMALLINT; the value 32768 is outside its range.",
        DataType.Plain.SMALLINT,
        32768);
    assertFails(
        "22003",
        "Parameter 3 is BIGINT; the value 9223372036854775808 is outside its range.",
        DataType.Plain.BIGINT,
        new BigInteger("9223372036854775808"));
    assertFails(
        "22003",
        "Parameter 3 is INTEGER; the value 1.5 has a fraction.",
        DataType.Plain.INTEGER,
        1.5);
    assertFails(
        "07006",
        "Parameter 3 is INTEGER and cannot be set to a java.time.LocalDate.",
        DataType.Plain.INTEGER,
        LocalDate.EPOCH);
  }

  @Test
  void floatingPoint() throws SQLException {
    assertThat(convert(DataType.Plain.DOUBLE, 0.1f)).isEqualTo((double) 0.1f);
    assertThat(convert(DataType.Plain.REAL, 0.1)).isEqualTo((double) 0.1f);
    assertThat(convert(DataType.Plain.DOUBLE, "nan")).isEqualTo(Double.NaN);
    assertThat(convert(DataType.Plain.REAL, Double.POSITIVE_INFINITY))
        .isEqualTo(Double.POSITIVE_INFINITY);
    assertFails(
        "22003",
        "Parameter 3 is REAL; the value 1.0E300 is outside its range.",
        DataType.Plain.REAL,
        1e300);
  }

  @Test
  void decimalsRoundToTheirScale() throws SQLException {
    DataType money = new DataType.Decimal(5, 2);
    DataType wide = new DataType.Decimal(38, 2);
    assertThat(convert(money, 1)).isEqualTo(100L);
    assertThat(convert(money, 0.125)).isEqualTo(13L);
    assertThat(convert(money, new BigDecimal("-0.125"))).isEqualTo(-13L);
    assertThat(convert(money, "1e-999999999")).isEqualTo(0L);
    assertThat(convert(money, new BigDecimal("0E+999999999"))).isEqualTo(0L);
    assertThat(convert(wide, 1)).isEqualTo(BigInteger.valueOf(100));
    assertFails(
        "22003",
        "Parameter 3 is DECIMAL(5, 2); the value 999.995 is outside its range.",
        money,
        new BigDecimal("999.995"));
    assertFails(
        "22003",
        "Parameter 3 is DECIMAL(5, 2); the value 1e999999999 is outside its range.",
        money,
        "1e999999999");
    assertFails(
        "22003",
        "Parameter 3 is DECIMAL(5, 2); the value NaN is outside its range.",
        money,
        Double.NaN);
  }

  @Test
  void everythingButBytesIsText() throws SQLException {
    DataType varchar = new DataType.Varchar(DataType.UNLIMITED);
    assertThat(text(varchar, "grün")).isEqualTo("grün");
    assertThat(text(varchar, 'x')).isEqualTo("x");
    assertThat(text(varchar, 12)).isEqualTo("12");
    assertThat(text(varchar, 1e20)).isEqualTo("1e+20");
    assertThat(text(varchar, new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(text(varchar, false)).isEqualTo("FALSE");
    assertThat(text(varchar, LocalDate.of(2024, 2, 29))).isEqualTo("2024-02-29");
    assertThat(text(varchar, LocalTime.of(1, 2, 3))).isEqualTo("01:02:03");
    assertThat(text(varchar, Timestamp.valueOf("2024-02-29 01:02:03.5")))
        .isEqualTo("2024-02-29 01:02:03.5");
    assertThat(text(varchar, Instant.EPOCH)).isEqualTo("1970-01-01 01:00:00+01");
    assertThat(text(varchar, new UUID(1, 2))).isEqualTo("00000000-0000-0001-0000-000000000002");
    assertThat(text(new DataType.Char(3), "a  ")).isEqualTo("a");
    assertFails("07006", "Parameter 3 is VARCHAR and cannot be set to a [B.", varchar, new byte[1]);
    assertFails(
        "22021",
        "Parameter 3 has half of a surrogate pair, which is no character.",
        varchar,
        "a\uD800");
  }

  @Test
  void bytesAreCopied() throws SQLException {
    byte[] bytes = {1, 2};
    Object converted = convert(new DataType.Varbinary(5), bytes);
    bytes[0] = 9;
    assertThat(converted).isEqualTo(new byte[] {1, 2});
    assertThat((byte[]) convert(new DataType.Binary(16), new UUID(0, 1)))
        .endsWith(0, 1)
        .hasSize(16);
  }

  @Test
  void datesAndTimes() throws SQLException {
    LocalDateTime late = LocalDateTime.of(2024, 6, 30, 23, 30, 0, 123_456_789);
    assertThat(convert(DataType.Plain.DATE, late)).isEqualTo(late.toLocalDate().toEpochDay());
    assertThat(convert(DataType.Plain.DATE, Instant.parse("2024-06-30T22:30:00Z")))
        .isEqualTo(LocalDate.of(2024, 7, 1).toEpochDay());
    assertThat(convert(new DataType.Time(3), late.toLocalTime()))
        .isEqualTo(Micros.of(LocalTime.of(23, 30, 0, 123_000_000)));
    assertThat(convert(new DataType.Timestamp(6), late))
        .isEqualTo(Micros.of(late.withNano(123_456_000)));
    assertThat(convert(new DataType.Timestamp(0), LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1000)))
        .isEqualTo(-1_000_000L);
    assertThat(
            convert(new DataType.Timestamp(1), LocalDateTime.of(1970, 1, 1, 0, 0, 0, 50_000_000)))
        .isEqualTo(100_000L);
    assertThat(convert(new DataType.Time(0), LocalTime.MAX)).isEqualTo(86_399_000_000L);
    assertThat(convert(new DataType.Time(6), LocalTime.MAX)).isEqualTo(86_399_999_999L);
    assertThat(convert(new DataType.Timestamp(6), LocalDate.EPOCH)).isEqualTo(0L);
    assertThat(convert(new DataType.Timestamp(6), "1970-01-01 00:00:01")).isEqualTo(1_000_000L);
    assertFails(
        "22007",
        "Parameter 3 is DATE; the text '2024-13-01' is not a valid one.",
        DataType.Plain.DATE,
        "2024-13-01");
    assertFails(
        "22003",
        "Parameter 3 is TIMESTAMP(6); the value +999999999-12-31T23:59:59.999999999 is outside its"
            + " range.",
        new DataType.Timestamp(6),
        LocalDateTime.MAX);
    assertFails(
        "07006",
        "Parameter 3 is TIMESTAMP(6) and cannot be set to a java.lang.Integer.",
        new DataType.Timestamp(6),
        5);
  }

  @Test
  void zonesMeetInTheSessions() throws SQLException {
    OffsetDateTime given = OffsetDateTime.parse("2024-07-01T12:00:00-05:00");
    assertThat(convert(new DataType.TimestampWithZone(6), given))
        .isEqualTo(Micros.of(given.toInstant()));
    assertThat(convert(new DataType.Timestamp(6), given))
        .isEqualTo(Micros.of(LocalDateTime.of(2024, 7, 1, 19, 0)));
    assertThat(convert(new DataType.TimestampWithZone(6), LocalDateTime.of(2024, 7, 1, 19, 0)))
        .isEqualTo(Micros.of(given.toInstant()));
    assertThat(convert(new DataType.TimestampWithZone(6), "2024-07-01 19:00"))
        .isEqualTo(Micros.of(given.toInstant()));
  }

  @Test
  void aCalendarGivesATimestampItsFields() throws SQLException {
    Timestamp timestamp = Timestamp.from(Instant.parse("2024-07-01T03:00:00.123456Z"));
    Object value =
        CalendarTimestamp.normalise(
            timestamp, new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo")));
    assertThat(convert(new DataType.Timestamp(6), value))
        .isEqualTo(Micros.of(LocalDateTime.of(2024, 7, 1, 12, 0, 0, 123_456_000)));
    assertThat(convert(new DataType.TimestampWithZone(6), value))
        .isEqualTo(Micros.of(timestamp.toInstant()));
    GregorianCalendar own = new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"));
    own.setTimeInMillis(timestamp.getTime());
    assertThat(convert(new DataType.Timestamp(6), CalendarTimestamp.normalise(own, null)))
        .isEqualTo(Micros.of(LocalDateTime.of(2024, 7, 1, 12, 0, 0, 123_000_000)));
    Object utilDate = CalendarTimestamp.normalise(java.util.Date.from(Instant.EPOCH), null);
    assertThat(utilDate).isEqualTo(new Timestamp(0));
  }
}
