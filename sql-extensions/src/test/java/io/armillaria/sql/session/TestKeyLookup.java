package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.armillaria.storage.failure.DatabaseException;
import io.armillaria.storage.txn.DatabaseOptions;
import io.armillaria.storage.txn.Isolation;
import io.armillaria.storage.type.DataType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A query for a key gives what the planner's plan for it gives: the same text with a comment goes
/// through the planner.
class TestKeyLookup {
  private static final String PLANNED = " -- not for the short way";

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);
  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 2));
    session = newSession();
  }

  private Session newSession() {
    return engine.newSession(new SessionOptions("main", "tester", ZoneId.of("UTC"), false));
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  private List<String> run(String sql, Object... parameters) {
    return new ScriptRunner(session).run(sql, parameters);
  }

  private List<String> same(String sql, Object... parameters) {
    List<String> found = run(sql, parameters);
    assertThat(found).as(sql + ", seed " + seed).isEqualTo(run(sql + PLANNED, parameters));
    if (!found.getFirst().startsWith("!")) {
      PreparedSql direct = session.prepare(sql);
      PreparedSql planned = session.prepare(sql + PLANNED);
      assertThat(direct.parameters()).as(sql).isEqualTo(planned.parameters());
      assertThat(direct.columns()).as(sql).isEqualTo(planned.columns());
    }
    return found;
  }

  @Test
  void givesWhatThePlannerGives() {
    run("CREATE TABLE w (id BIGINT PRIMARY KEY, name VARCHAR(9), \"low\" INTEGER NOT NULL)");
    run("CREATE TABLE s (id SMALLINT PRIMARY KEY, name VARCHAR(9))");
    run("CREATE TABLE v (id VARCHAR(5) PRIMARY KEY, pi INTEGER, data DECIMAL(30, 2))");
    run("CREATE TABLE c (k INTEGER, id VARCHAR(9), n DOUBLE, PRIMARY KEY (id, k))");
    run("CREATE TABLE d (id DECIMAL(9, 2) PRIMARY KEY, n CHAR(3))");
    run("CREATE TABLE f (id CHAR(4) PRIMARY KEY, n CHAR(3))");
    run("CREATE TABLE n (id INTEGER, name VARCHAR(9))");
    run("CREATE SEQUENCE q");
    List<String> columns =
        List.of("id", "name", "\"low\"", "pi", "data", "k", "n", "ID", "missing");
    List<String> tables = List.of("w", "s", "v", "c", "d", "f", "n", "q", "W", "x", "__stats");
    for (int i = 0; i < 40; i++) {
      run("INSERT INTO w VALUES (" + whole() + ", " + text() + ", " + i + ")");
      run("INSERT INTO s VALUES (" + random.nextInt(60) + ", " + text() + ")");
      run("INSERT INTO v VALUES (" + text() + ", " + i + ", NULL)");
      run("INSERT INTO c VALUES (" + random.nextInt(5) + ", " + text() + ", " + i + ")");
      if (i % 20 == 5) {
        session.setAutoCommit(false);
      }
      run("DELETE FROM w WHERE id = " + whole());
      run("UPDATE s SET name = " + text() + " WHERE id = " + random.nextInt(60));
      for (int j = 0; j < 3; j++) {
        List<Object> parameters = new ArrayList<>();
        StringBuilder sql = new StringBuilder("SELECT ");
        sql.append(random.nextInt(9) == 0 ? "*" : pick(columns));
        sql.append(random.nextBoolean() ? "" : ", " + pick(columns));
        sql.append(" FROM ").append(pick(tables)).append(" WHERE ").append(condition(parameters));
        if (random.nextInt(3) == 0) {
          sql.append(" AND ").append(condition(parameters));
        }
        same(sql.toString(), fitting(sql.toString(), parameters));
      }
      if (i % 20 == 10) {
        session.setAutoCommit(true);
      }
    }
  }

  /// NULL for parameters that are no whole numbers.
  private Object[] fitting(String sql, List<Object> parameters) {
    try {
      List<DataType> types = session.prepare(sql + PLANNED).parameters();
      for (int i = 0; i < types.size(); i++) {
        parameters.set(i, types.get(i) == DataType.Plain.BIGINT ? parameters.get(i) : null);
      }
    } catch (DatabaseException e) {
      // what is wrong with the statement is compared later
    }
    return parameters.toArray();
  }

  private String condition(List<Object> parameters) {
    String column = random.nextInt(4) == 0 ? "k" : "id";
    return column
        + " = "
        + switch (random.nextInt(4)) {
          case 0 -> text();
          case 1 -> {
            parameters.add(random.nextInt(9) == 0 ? null : whole());
            yield "?";
          }
          default -> Long.toString(whole());
        };
  }

  private long whole() {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextLong(1_000_000_000_000_000L);
      case 1 -> -random.nextInt(100);
      default -> random.nextInt(60);
    };
  }

  private String text() {
    return "'" + pick(List.of("", " ", "a", "a ", "it''s", "\u00e4", "7", "0007", "b")) + "'";
  }

  private <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  @Test
  void readsTextByParameter() {
    run("CREATE TABLE v (id VARCHAR(5) PRIMARY KEY, n INTEGER)");
    run("INSERT INTO v VALUES ('a', 1), ('a ', 2), ('', 3)");
    for (String key : List.of("a", "a ", "", "b")) {
      same("SELECT n FROM v WHERE id = ?", (Object) key.getBytes(StandardCharsets.UTF_8));
    }
    assertThat(same("SELECT n FROM v WHERE id = 'a '")).containsExactly("N", "2");
  }

  @Test
  void findsKeysThatLieUnevenly() {
    run("CREATE TABLE w (id BIGINT PRIMARY KEY, n INTEGER)");
    List<Long> keys = new ArrayList<>();
    StringBuilder rows = new StringBuilder("INSERT INTO w VALUES ");
    for (int i = 0; i < 600; i++) {
      long key = i < 300 ? i : 1L << (i % 58);
      key += random.nextInt(3) == 0 ? random.nextLong(1L << random.nextInt(1, 58)) : 0;
      if (!keys.contains(key)) {
        rows.append(keys.isEmpty() ? "" : ", ").append("(" + key + ", " + i + ")");
        keys.add(key);
      }
    }
    run(rows.toString());
    for (long key : keys) {
      assertThat(run("SELECT id FROM w WHERE id = " + key))
          .as("seed " + seed)
          .containsExactly("ID", Long.toString(key));
      long other = key + 1;
      assertThat(run("SELECT id FROM w WHERE id = " + other))
          .as("seed " + seed)
          .hasSize(keys.contains(other) ? 2 : 1);
    }
  }

  @Test
  void followsTheTable() {
    run("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)");
    run("INSERT INTO t VALUES (1, 10)");
    PreparedSql literal = session.prepare("SELECT * FROM t WHERE id = 1");
    assertThat(same("SELECT * FROM t WHERE id = 1")).containsExactly("ID | A", "1 | 10");
    run("ALTER TABLE t ADD COLUMN b VARCHAR(3) DEFAULT 'x'");
    assertThat(same("SELECT * FROM t WHERE id = 1")).containsExactly("ID | A | B", "1 | 10 | 'x'");
    assertThat(((StatementResult.Rows) literal.execute(new Object[0])).columns()).hasSize(3);
    run("ALTER TABLE t DROP COLUMN a");
    assertThat(same("SELECT a FROM t WHERE id = 1").getFirst()).startsWith("!");
    run("DROP TABLE t");
    assertThat(same("SELECT * FROM t WHERE id = 1").getFirst()).startsWith("! UndefinedTable");
    run("CREATE TABLE t (id VARCHAR(3) PRIMARY KEY)");
    same("SELECT * FROM t WHERE id = 1");
    same("SELECT * FROM t WHERE id = '1'");
  }

  @Test
  void isNoBatch() {
    run("CREATE TABLE t (id INTEGER PRIMARY KEY)");
    PreparedSql lookup = session.prepare("SELECT id FROM t WHERE id = 1");
    assertThatThrownBy(() -> lookup.executeBatch(List.<Object[]>of(new Object[0])))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("batch");
  }

  @Test
  void aSerializableTransactionNotesWhatItLooksFor() {
    run("CREATE TABLE t (id INTEGER PRIMARY KEY, a INTEGER)");
    run("INSERT INTO t VALUES (1, 10), (2, 20)");
    session.setAutoCommit(false);
    session.setIsolation(Isolation.SERIALIZABLE);
    assertThat(run("SELECT a FROM t WHERE id = 1")).containsExactly("A", "10");
    run("UPDATE t SET a = 21 WHERE id = 2");
    try (Session other = newSession()) {
      new ScriptRunner(other).run("UPDATE t SET a = 11 WHERE id = 1");
    }
    assertThatThrownBy(session::commit).isInstanceOf(DatabaseException.class);
  }
}
