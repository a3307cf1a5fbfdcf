package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.sql.parser.LiteralShape;
import io.armillaria.sql.parser.ShapeParameters;
import io.armillaria.storage.txn.DatabaseOptions;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestShapePlans {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final ZoneId ZONE = ZoneId.of("UTC");

  private final Random random = new Random(SEED);
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 2));
    session = engine.newSession(new SessionOptions("main", "tester", ZONE, false));
    run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, small SMALLINT, n BIGINT, price DECIMAL(8, 2),"
            + " code CHAR(3), name VARCHAR(5), day DATE, flag BOOLEAN, d DOUBLE)");
    for (int id = 0; id < 40; id++) {
      run(
          "INSERT INTO t VALUES (%d, %s, %s, %s, %s, %s, DATE '2024-01-%02d', %s, %d)"
              .formatted(
                  id, whole(), whole(), whole(), text(), text(), id % 28 + 1, id % 3 == 0, id));
    }
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void theLiteralsOfAWhereAreParameters() {
    assertThat(parameters("SELECT 1, 'a' FROM t WHERE n = 5 AND NOT (name < 'x' OR 7 > small)"))
        .containsExactly(2, 3, 4);
    assertThat(parameters("SELECT n FROM t VERSION 3 WHERE n BETWEEN 2 AND 4 LIMIT 5"))
        .containsExactly(1, 2);
    assertThat(parameters("SELECT n\nFROM t AS u\nWHERE name >= 'it''s' ORDER BY 1"))
        .containsExactly(0);
    assertThat(parameters("SELECT COUNT(*) FROM t WHERE n = 5 GROUP BY small HAVING MAX(n) > 3"))
        .containsExactly(0);
  }

  @Test
  void othersAreNot() {
    for (String sql :
        List.of(
            "SELECT n FROM t WHERE n + 1 = 5",
            "SELECT n FROM t WHERE n = -5",
            "SELECT n FROM t WHERE 5 = 5",
            "SELECT n FROM t WHERE n IN (1, 2) OR name LIKE 'a%'",
            "SELECT n FROM t WHERE day = DATE '2024-01-05'",
            "SELECT n FROM t WHERE n = (SELECT MAX(n) FROM t WHERE n < 5)",
            "SELECT a.n FROM t a, t b WHERE a.n = 5",
            "SELECT n FROM t WHERE n = 5 UNION ALL SELECT 6 FROM t",
            "SELECT n FROM t WHERE n = 1.5 AND n = 1e3")) {
      assertThat(LiteralShape.of(sql).map(ShapeParameters::of).orElse(List.of())).as(sql).isEmpty();
    }
    for (String sql :
        List.of(
            "SELECT n FROM t WHERE n = ? AND small = 5",
            "SELECT n FROM t WHERE n = 5 -- five",
            "INSERT INTO t (id) VALUES (5)")) {
      assertThat(LiteralShape.of(sql)).as(sql).isEmpty();
    }
  }

  private static List<Integer> parameters(String sql) {
    return ShapeParameters.of(LiteralShape.of(sql).orElseThrow());
  }

  @Test
  void queriesOfOneShapeShareAPlan() {
    assertThat(run("SELECT COUNT(*) FROM t WHERE id < 7")).endsWith("7");
    assertThat(plan("SELECT COUNT(*) FROM t WHERE id < 9")).isEmpty();
    assertThat(run("SELECT COUNT(*) FROM t WHERE id < 9")).endsWith("9");
    Optional<CompiledStatement> plan = plan("SELECT COUNT(*) FROM t WHERE id < 9");
    assertThat(plan).isPresent();
    assertThat(run("SELECT COUNT(*) FROM t WHERE id < 11")).endsWith("11");
    assertThat(plan("SELECT COUNT(*) FROM t WHERE id < 11").orElseThrow())
        .isSameAs(plan.orElseThrow());
    run("ALTER TABLE t DROP COLUMN d");
    assertThat(run("SELECT COUNT(*) FROM t WHERE id < 13")).endsWith("13");
    assertThat(plan("SELECT COUNT(*) FROM t WHERE id < 13").orElseThrow())
        .isNotSameAs(plan.orElseThrow());
  }

  /// Empty for a text without literals, too.
  private Optional<CompiledStatement> plan(String sql) {
    return LiteralShape.of(sql)
        .map(shape -> shape.text(ShapeParameters.of(shape)))
        .flatMap(text -> engine.plans().get(new PlanCache.Key(text, true, "main", ZONE, Set.of())));
  }

  /// Without a plan of its shape: with a comment in front.
  @Test
  void answersTypesAndFailuresAreThoseOfTheText() {
    List<String> shapes = new ArrayList<>();
    shapes.add("SELECT id, name FROM t WHERE n = #");
    for (int i = 0; i < 20; i++) {
      shapes.add(shape());
    }
    int comment = 0;
    for (int i = 0; i < 5 * shapes.size(); i++) {
      String sql = filled(shapes.get(i % shapes.size()));
      assertThat(outcome(sql))
          .as("seed %d: %s", SEED, sql)
          .isEqualTo(outcome("/* " + comment++ + " */ " + sql));
    }
    assertThat(plan("SELECT id, name FROM t WHERE n = 7")).as("seed %d", SEED).isPresent();
  }

  /// Of a failure only its kind: which of several rows fails first is not said.
  private List<String> outcome(String sql) {
    List<String> lines = run(sql);
    if (lines.getFirst().startsWith("!")) {
      return List.of(lines.getFirst().substring(0, lines.getFirst().indexOf(':')));
    }
    List<String> outcome = new ArrayList<>(lines);
    outcome.add(session.prepare(sql).columns().toString());
    return outcome;
  }

  /// A query with `#` for a whole number and `$` for a text.
  private String shape() {
    String[] results = {"id, name", "COUNT(*), SUM(n)", "*", "small, COUNT(*)", "# + n, $ || name"};
    String result = results[random.nextInt(results.length)];
    String sql = "SELECT " + result + " FROM t WHERE " + condition(2);
    sql += result.startsWith("small,") ? " GROUP BY small HAVING COUNT(*) > #" : "";
    return result.startsWith("id") && random.nextBoolean() ? sql + " ORDER BY id LIMIT #" : sql;
  }

  private String condition(int depth) {
    if (depth > 0 && random.nextInt(3) > 0) {
      String both = condition(depth - 1) + (random.nextBoolean() ? " AND " : " OR ");
      return (random.nextInt(4) == 0 ? "NOT " : "") + "(" + both + condition(depth - 1) + ")";
    }
    String[] columns = {"id", "small", "n", "price", "code", "name", "day", "flag", "d", "missing"};
    String column = columns[random.nextInt(random.nextInt(8) == 0 ? columns.length : 6)];
    boolean isText = (column.equals("code") || column.equals("name")) ^ random.nextInt(12) == 0;
    String literal = isText ? "$" : "#";
    String[] operators = {"=", "<>", "<", "<=", ">", ">="};
    String operator = operators[random.nextInt(operators.length)];
    return switch (random.nextInt(6)) {
      case 0 -> column + " BETWEEN " + literal + " AND " + literal;
      case 1 -> literal + " " + operator + " " + column;
      case 2 -> column + " IN (" + literal + ", " + literal + ")";
      default -> column + " " + operator + " " + literal;
    };
  }

  private String filled(String shape) {
    StringBuilder sql = new StringBuilder();
    for (int i = 0; i < shape.length(); i++) {
      char c = shape.charAt(i);
      sql.append(c == '#' ? number() : c == '$' ? text() : String.valueOf(c));
    }
    return sql.toString();
  }

  private String number() {
    String[] extremes = {"32768", "3000000000", "999999999999999999", "9223372036854775808"};
    return random.nextInt(10) == 0
        ? extremes[random.nextInt(extremes.length)]
        : String.valueOf(random.nextInt(30));
  }

  private String whole() {
    return random.nextInt(5) == 0 ? "NULL" : String.valueOf(random.nextInt(30));
  }

  private String text() {
    String[] texts = {"'a'", "'ab'", "'b '", "''", "'it''s'", "' '", "'abc'"};
    String text = texts[random.nextInt(texts.length)];
    return text.equals("'it''s'") && random.nextBoolean() ? "'z'" : text.replace("it''s", "i''s");
  }

  private List<String> run(String sql) {
    return new ScriptRunner(session).run(sql);
  }
}
