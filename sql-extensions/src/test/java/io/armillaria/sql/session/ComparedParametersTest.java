package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.type.DataType;
import io.armillaria.storage.type.DataType.Plain;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparedParametersTest {
  private static final List<String> OPERATORS =
      List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");

  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 2));
    session =
        engine.newSession(new SessionOptions("main", "tester", ZoneId.of("Europe/Berlin"), false));
    run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, small SMALLINT, large BIGINT, price DECIMAL(4, 2),"
            + " amount DECIMAL(38, 2), code CHAR(2), name VARCHAR(2))");
    run(
        "INSERT INTO t VALUES (1, 1, 1, 1.25, 1.25, 'ab', 'ab'), (2, 2, 2, 1.26, 1.26, 'c', 'c'),"
            + " (3, 3, 3, -1.25, -1.25, 'd', 'd'), (-4, -4, -4, 99.99, 99.99, 'e', 'e'),"
            + " (5, NULL, NULL, NULL, NULL, NULL, NULL), (6, 6, 6, -99.99, 0, '', ''),"
            + " (7, 7, 7, 0, 0, '', '')");
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void decimalsAreComparedExactly() {
    assertThat(matching("price = ?", decimal("1.254"))).isEmpty();
    assertThat(matching("price = ?", decimal("1.25"))).containsExactly("1");
    assertThat(matching("? = price", decimal("1.25"))).containsExactly("1");
    assertThat(matching("1.254 > ?", decimal("1.25"))).hasSize(7);
    assertThat(matching("? < price", decimal("1.254"))).containsExactly("-4", "2");
    assertThat(matching("price BETWEEN ? AND ?", decimal("1.254"), decimal("1.269")))
        .containsExactly("2");
    assertThat(matching("price IN (?, ?)", decimal("1.254"), decimal("1.26"))).containsExactly("2");
    assertThat(matching("price NOT IN (?, ?)", decimal("1.254"), decimal("1.26")))
        .containsExactly("-4", "1", "3", "6", "7");
    assertThat(matching("(price, id) = (?, ?)", decimal("1.26"), 2L)).containsExactly("2");
    assertThat(matching("NOT (price = ?)", decimal("100000"))).hasSize(6);
    assertThat(matching("price = ?", new Object[] {null})).isEmpty();
  }

  @Test
  void everyComparisonIsThatOfTheNumbers() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    TreeMap<String, BigDecimal> prices = new TreeMap<>();
    for (String line : run("SELECT id, price FROM t").stream().skip(1).toList()) {
      int bar = line.indexOf(" | ");
      String price = line.substring(bar + 3);
      prices.put(line.substring(0, bar), price.equals("null") ? null : new BigDecimal(price));
    }
    List<String> values =
        new ArrayList<>(
            List.of(
                "99.99",
                "99.991",
                "99.999999",
                "100",
                "12345678",
                "-99.99",
                "-99.995",
                "-100",
                "0.001",
                "-0.001",
                "1.25",
                "1.255",
                "-1.251",
                "0"));
    for (int i = 0; i < 20; i++) {
      values.add(BigDecimal.valueOf(random.nextInt(-3000, 3000), 3).toPlainString());
    }
    for (String value : values) {
      for (String operator : OPERATORS) {
        List<String> expected =
            prices.entrySet().stream()
                .filter(entry -> holds(entry.getValue(), operator, new BigDecimal(value)))
                .map(entry -> entry.getKey())
                .toList();
        assertThat(matching("price " + operator + " ?", decimal(value)))
            .as("price %s %s, seed %d", operator, value, seed)
            .isEqualTo(expected);
      }
    }
  }

  private static boolean holds(BigDecimal price, String operator, BigDecimal value) {
    if (price == null) {
      return operator.equals("IS DISTINCT FROM");
    }
    int order = price.compareTo(value);
    return switch (operator) {
      case "=", "IS NOT DISTINCT FROM" -> order == 0;
      case "<>", "IS DISTINCT FROM" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  @Test
  void wholeNumbersMayBeTooBigForTheColumn() {
    for (long value : List.of(3_000_000_000L, Long.MAX_VALUE)) {
      assertThat(matching("id = ?", value)).isEmpty();
      assertThat(matching("id < ?", value)).hasSize(7);
      assertThat(matching("id >= ?", value)).isEmpty();
      assertThat(matching("small <> ?", value)).hasSize(6);
      assertThat(matching("id > ?", -value)).hasSize(7);
    }
    assertThat(matching("id > ?", Long.MIN_VALUE)).hasSize(7);
    assertThat(matching("id = ?", 2L)).containsExactly("2");
  }

  @Test
  void parametersAreWiderThanTheirColumns() {
    assertThat(
            session
                .prepare(
                    "UPDATE t SET price = ? WHERE id = ? AND large = ? AND price = ?"
                        + " AND amount = ?")
                .parameters())
        .containsExactly(
            new DataType.Decimal(4, 2),
            Plain.BIGINT,
            Plain.BIGINT,
            new DataType.Decimal(38, 18),
            new DataType.Decimal(38, 2));
  }

  @Test
  void longerTextDoesNotMatch() {
    for (String column : List.of("code", "name")) {
      assertThat(matching(column + " = ?", text("abc"))).isEmpty();
      assertThat(matching(column + " = ?", text("ab"))).containsExactly("1");
      assertThat(matching(column + " IN (?, ?)", text("abc"), text("cde"))).isEmpty();
      assertThat(matching(column + " > ?", text("abc"))).containsExactly("-4", "2", "3");
    }
  }

  private List<String> matching(String condition, Object... parameters) {
    List<String> lines = run("SELECT id FROM t WHERE " + condition, parameters);
    assertThat(lines.getFirst()).isEqualTo("ID");
    return lines.stream().skip(1).sorted().toList();
  }

  private List<String> run(String sql, Object... parameters) {
    return new ScriptRunner(session).run(sql, parameters);
  }

  private static BigInteger decimal(String number) {
    return new BigDecimal(number).setScale(18).unscaledValue();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
