package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.assertFails;
import static io.armillaria.jdbc.Queries.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Parameters that are compared with whole numbers are numbers of any kind.
class TestComparedNumbers {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final List<String> OPERATORS =
      List.of("=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM");

  private final Random random = new Random(SEED);
  private final Map<Long, Long> rows = new TreeMap<>();
  private Connection connection;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:armillaria:mem:");
    run(connection, "CREATE TABLE t (id BIGINT PRIMARY KEY, small SMALLINT, n INTEGER)");
    add(Long.MIN_VALUE, null);
    add(Long.MAX_VALUE, 1L);
    for (long id = -3; id <= 3; id++) {
      add(id, (long) random.nextInt(-3, 4));
    }
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private void add(long id, Long small) throws SQLException {
    rows.put(id, small);
    run(connection, "INSERT INTO t VALUES (%1$d, %2$s, %2$s)".formatted(id, small));
  }

  @Test
  void everyComparisonIsThatOfTheNumbers() throws SQLException {
    List<Object> values =
        new ArrayList<>(
            List.of(
                1,
                0.5,
                -2.5f,
                "1.25",
                1e300,
                -1e300,
                1e-300,
                -1e-300,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY,
                Double.NaN,
                BigInteger.TWO.pow(63),
                BigInteger.TWO.pow(63).negate(),
                BigInteger.TWO.pow(63).negate().subtract(BigInteger.ONE),
                BigInteger.TWO.pow(200),
                new BigDecimal("9223372036854775807.000000000000000001"),
                new BigDecimal("9223372036854775806.9999999999999999999999"),
                new BigDecimal("1.0000000000000000000000001"),
                new BigDecimal("0.9999999999999999999999999"),
                new BigDecimal("1e1000000000"),
                new BigDecimal("-1e-1000000000"),
                new BigDecimal("0e1000000000")));
    for (int i = 0; i < 4; i++) {
      values.add(BigDecimal.valueOf(random.nextInt(-40, 40), random.nextInt(3)));
    }
    for (String column : List.of("id", "small")) {
      for (String operator : OPERATORS) {
        String sql = "SELECT id FROM t WHERE " + column + " " + operator + " ? ORDER BY id";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
          for (Object value : values) {
            query.setObject(1, value);
            assertThat(ids(query))
                .as("seed %d: %s of %s", SEED, sql, value)
                .isEqualTo(expected(column.startsWith("id"), operator, value));
          }
          assertThat(query.getParameterMetaData().getParameterTypeName(1)).isEqualTo("BIGINT");
        }
      }
    }
  }

  private List<Long> expected(boolean byId, String operator, Object value) {
    List<Long> ids = new ArrayList<>();
    rows.forEach(
        (id, small) -> {
          Long number = byId ? id : small;
          if (number == null
              ? operator.equals("IS DISTINCT FROM")
              : holds(number, operator, value)) {
            ids.add(id);
          }
        });
    return ids;
  }

  private static boolean holds(long number, String operator, Object value) {
    int order = order(number, value);
    return switch (operator) {
      case "=", "IS NOT DISTINCT FROM" -> order == 0;
      case "<>", "IS DISTINCT FROM" -> order != 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      default -> order >= 0;
    };
  }

  /// NaN is above all numbers.
  private static int order(long number, Object value) {
    if (value instanceof Double wide && !Double.isFinite(wide)) {
      return wide == Double.NEGATIVE_INFINITY ? 1 : -1;
    }
    BigDecimal exact = new BigDecimal(value.toString());
    return exact.signum() != 0 && exact.precision() - (long) exact.scale() > 400
        ? -exact.signum()
        : Math.negateExact(exact.compareTo(BigDecimal.valueOf(number)));
  }

  @Test
  void listsAndRangesTakeThemToo() throws SQLException {
    check("id IN (?, ?)", i -> i == 2, 2, 2.5);
    check("id NOT IN (?, ?)", i -> i != 2, 2, 2.5);
    check("id BETWEEN ? AND ?", i -> i >= -1 && i <= 2, -1.5, 2.5);
    check("id BETWEEN ? AND ?", i -> i >= 2, 1.5, Double.MAX_VALUE);
    check("? < id", i -> i > 1, new BigDecimal("1.5"));
  }

  private void check(String condition, IntPredicate expected, Object... values)
      throws SQLException {
    String sql = "SELECT id FROM t WHERE id BETWEEN -3 AND 3 AND " + condition + " ORDER BY id";
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        query.setObject(i + 1, values[i]);
      }
      List<Long> wanted = new ArrayList<>();
      for (int id = -3; id <= 3; id++) {
        if (expected.test(id)) {
          wanted.add((long) id);
        }
      }
      assertThat(ids(query)).as(sql).isEqualTo(wanted);
    }
  }

  @Test
  void oneStatementTakesAllKindsInTurn() throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT id FROM t WHERE id = ? AND id < ?")) {
      for (int i = 0; i < 3; i++) {
        query.setObject(1, 1.5);
        query.setObject(2, 3);
        assertThat(ids(query)).isEmpty();
        query.setObject(1, 2);
        assertThat(ids(query)).containsExactly(2L);
        query.setObject(2, 1.5);
        assertThat(ids(query)).isEmpty();
        query.setObject(2, 2.5);
        assertThat(ids(query)).containsExactly(2L);
        query.setNull(1, java.sql.Types.BIGINT);
        assertThat(ids(query)).isEmpty();
      }
    }
  }

  @Test
  void changesCompareThemToo() throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement("DELETE FROM t WHERE id = ?")) {
      for (Object value : List.of(1, 1.5, new BigDecimal("1e30"), 2)) {
        delete.setObject(1, value);
        delete.addBatch();
      }
      assertThat(delete.executeBatch()).containsExactly(1, 0, 0, 1);
    }
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE t SET n = ? WHERE id < ?")) {
      update.setInt(1, 7);
      update.setDouble(2, -2.5);
      assertThat(update.executeUpdate()).isEqualTo(2);
    }
  }

  /// What is stored has to fit.
  @Test
  void whatIsWrittenStaysAWholeNumber() throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE t SET id = ? WHERE id = ?")) {
      assertFails(
          "22003",
          "Parameter 1 is BIGINT; the value 1.5 has a fraction.",
          () -> update.setDouble(1, 1.5));
      update.setDouble(2, 1.5);
      update.setLong(1, 9);
      assertThat(update.executeUpdate()).isZero();
    }
  }

  private static List<Long> ids(PreparedStatement query) throws SQLException {
    List<Long> ids = new ArrayList<>();
    try (ResultSet result = query.executeQuery()) {
      while (result.next()) {
        ids.add(result.getLong(1));
      }
    }
    return ids;
  }
}
