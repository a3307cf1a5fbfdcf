package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.txn.DatabaseOptions;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimestampDifferenceTest {
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 2));
    session =
        engine.newSession(new SessionOptions("main", "tester", ZoneId.of("Europe/Berlin"), false));
    run("CREATE TABLE t (id INTEGER PRIMARY KEY, a TIMESTAMP, b TIMESTAMP, d DATE, e DATE)");
    run(
        "INSERT INTO t VALUES (1, TIMESTAMP '2026-01-01 12:00:00', TIMESTAMP '2026-01-03 12:00:00',"
            + " DATE '2024-02-29', DATE '2026-02-28'),"
            + " (2, TIMESTAMP '2026-01-01 12:00:00', TIMESTAMP '2027-04-01 11:59:59.5',"
            + " DATE '2026-01-01', DATE '2026-01-16'),"
            + " (3, TIMESTAMP '2026-01-01 12:00:00', NULL, NULL, DATE '2026-01-01')");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void timestampsDifferInWholeUnits() {
    assertUnits("a, b", "172800 2880 48 2 0 0 0 0", "39311999 655199 10919 454 64 14 4 1");
    assertUnits(
        "b, a", "-172800 -2880 -48 -2 0 0 0 0", "-39311999 -655199 -10919 -454 -64 -14 -4 -1");
  }

  @Test
  void datesDifferInWholeUnits() {
    assertUnits("d, e", "63072000 1051200 17520 730 104 23 7 1", "1296000 21600 360 15 2 0 0 0");
    assertUnits(
        "e, d",
        "-63072000 -1051200 -17520 -730 -104 -23 -7 -1",
        "-1296000 -21600 -360 -15 -2 0 0 0");
  }

  @Test
  void timestampsDifferInPartsOfASecond() {
    String from = "TIMESTAMP '2026-01-01 00:00:00.000001'";
    String to = "TIMESTAMP '2026-02-01 00:00:01.123457'";
    assertThat(value("TIMESTAMPDIFF(MICROSECOND, " + from + ", " + to + ")"))
        .isEqualTo("2678401123456");
    assertThat(value("TIMESTAMPDIFF(MICROSECOND, " + to + ", " + from + ") + 1"))
        .isEqualTo("-2678401123455");
    assertThat(value("{fn TIMESTAMPDIFF(SQL_TSI_FRAC_SECOND, " + from + ", " + to + ")}"))
        .isEqualTo("2678401123456000");
    assertThat(value("TIMESTAMPDIFF(MILLISECOND, " + from + ", " + to + ")"))
        .isEqualTo("2678401123");
    assertThat(value("TIMESTAMPDIFF(MICROSECOND, DATE '2026-01-01', " + from + ")")).isEqualTo("1");
    assertThat(value("TIMESTAMPDIFF(MICROSECOND, CAST(NULL AS TIMESTAMP), " + from + ")"))
        .isEqualTo("null");
    assertThat(run("SELECT SUM(TIMESTAMPDIFF(MICROSECOND, a, b)) FROM t WHERE id = 2").getLast())
        .isEqualTo("39311999500000");
  }

  @Test
  void constantsDiffer() {
    assertThat(
            value(
                "TIMESTAMPDIFF(DAY, TIMESTAMP '2026-01-01 00:00:00',"
                    + " TIMESTAMP '2026-01-03 00:00:00')"))
        .isEqualTo("2");
    assertThat(value("TIMESTAMPDIFF(HOUR, DATE '2026-01-01', TIMESTAMP '2026-01-01 05:30:00')"))
        .isEqualTo("5");
  }

  @Test
  void intervalsAreCastInTheirUnit() {
    assertThat(value("CAST(INTERVAL '2' DAY AS INTEGER)")).isEqualTo("2");
    assertThat(value("CAST(INTERVAL '3' YEAR AS INTEGER)")).isEqualTo("3");
    assertThat(value("CAST(INTERVAL '-7' SECOND AS BIGINT)")).isEqualTo("-7");
    assertThat(value("TIMESTAMP '2026-01-01 00:00:00' + CAST(5 AS INTERVAL DAY)"))
        .isEqualTo("2026-01-06T00:00:00");
    assertThat(value("DATE '2026-01-01' + CAST(5 AS INTERVAL MONTH)")).isEqualTo("2026-06-01");
    assertThat(value("TIMESTAMPADD(WEEK, 2, DATE '2026-01-01')")).startsWith("2026-01-15");
    assertThat(value("TIMESTAMPADD(QUARTER, 2, DATE '2026-01-01')")).isEqualTo("2026-07-01");
    assertThat(value("TIMESTAMPADD(HOUR, -2, TIMESTAMP '2026-01-01 12:00:00')"))
        .isEqualTo("2026-01-01T10:00:00");
  }

  private void assertUnits(String operands, String... rows) {
    List<String> units =
        List.of("SECOND", "MINUTE", "HOUR", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR");
    List<String> calls =
        units.stream().map(unit -> "TIMESTAMPDIFF(" + unit + ", " + operands + ")").toList();
    List<String> lines = run("SELECT " + String.join(", ", calls) + " FROM t ORDER BY id");
    assertThat(lines.stream().skip(1).map(line -> line.replace(" | ", " ")))
        .containsExactly(rows[0], rows[1], "null null null null null null null null");
  }

  private String value(String expression) {
    return run("VALUES (" + expression + ")").getLast();
  }

  private List<String> run(String sql) {
    return new ScriptRunner(session).run(sql);
  }
}
