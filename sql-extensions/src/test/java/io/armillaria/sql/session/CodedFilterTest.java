package io.armillaria.sql.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.armillaria.execution.batch.Batch;
import io.armillaria.execution.batch.Cursor;
import io.armillaria.storage.column.BytesVector;
import io.armillaria.storage.txn.DatabaseOptions;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Filters of texts that come from dictionaries, what EXPLAIN ANALYZE says of them, and plans that
/// outlive a load.
class CodedFilterTest {
  private static final int ROWS = 20_000;

  private Engine engine;
  private Session session;

  @BeforeEach
  void open() {
    engine = Engine.open(new EngineOptions(DatabaseOptions.memory(), 2));
    session =
        engine.newSession(new SessionOptions("main", "tester", ZoneId.of("Europe/Berlin"), false));
    run("CREATE TABLE t (id INTEGER PRIMARY KEY, s VARCHAR(20), u VARCHAR(20))");
    StringBuilder insert = new StringBuilder("INSERT INTO t VALUES ");
    for (int i = 0; i < ROWS; i++) {
      String s = text(i);
      insert
          .append(i == 0 ? "" : ", ")
          .append("(%d, %s, 'only %d')".formatted(i, s == null ? "NULL" : "'" + s + "'", i));
    }
    run(insert.toString());
  }

  private static String text(int row) {
    return row % 11 == 0 ? null : (row % 7 < 3 ? "Low " : "high ") + row % 13;
  }

  @AfterEach
  void close() {
    session.close();
    engine.close();
  }

  @Test
  void keepWhatTheyKeepOfSingleTexts() {
    check("s = 'Low 3'", s -> s != null && s.equals("Low 3"));
    check("s <> 'Low 3'", s -> s != null && !s.equals("Low 3"));
    check("s IS NULL", s -> s == null);
    check("s IS NOT NULL", s -> s != null);
    check("s LIKE '%1_'", s -> s != null && s.matches(".*1."));
    check(
        "NOT (s LIKE 'L%' AND s > 'Low 5')",
        s -> s != null && (s.compareTo("Low 5") <= 0 || s.startsWith("h")));
    check(
        "UPPER(s) IN ('LOW 1', 'HIGH 12') OR s IS NULL",
        s -> s == null || s.equals("Low 1") || s.equals("high 12"));
    check("(s = 'Low 3') IS NOT TRUE", s -> s == null || !s.equals("Low 3"));
    check("COALESCE(s, 'none') = 'none'", s -> s == null);
    check(
        "s = 'Low 3' AND id < 9000 AND u LIKE '%3'",
        s -> s != null && s.equals("Low 3"), 9000, "3");
    check("RANDOM() < 2 AND s = 'Low 3'", s -> s != null && s.equals("Low 3"));
  }

  @Test
  void areExplainedWithWhatTheyDid() {
    List<String> lines = run("EXPLAIN ANALYZE SELECT id FROM t WHERE s = 'Low 3'");
    long expected = count(s -> s != null && s.equals("Low 3"), ROWS, "");
    assertThat(lines)
        .anyMatch(
            line ->
                line.matches(
                    ".*Scan T .*; "
                        + expected
                        + " rows in [0-9.]+ ms, [0-9]+ bytes, 0 of [1-9][0-9]* leaves pruned.*"))
        .last()
        .asString()
        .matches("'?" + expected + " rows in [0-9.]+ ms'?");
  }

  @Test
  void joinsArePlannedAnewWhenATableHasGrown() {
    run("CREATE TABLE few (id INTEGER PRIMARY KEY)");
    run("CREATE TABLE many (id INTEGER PRIMARY KEY, t INTEGER)");
    run("INSERT INTO few VALUES (1), (2), (3)");
    String sql = "EXPLAIN SELECT COUNT(*) FROM few, many WHERE few.id = many.t";
    PreparedSql prepared = session.prepare(sql);
    assertThat(buildSide(prepared)).contains("Scan MANY");
    run("INSERT INTO many SELECT id, MOD(id, 5) FROM t");
    assertThat(buildSide(prepared)).contains("Scan FEW");
  }

  /// The last line of a plan of one join.
  private static String buildSide(PreparedSql prepared) {
    StatementResult.Rows rows = (StatementResult.Rows) prepared.execute(new Object[0]);
    try (Cursor cursor = rows.cursor()) {
      Batch batch = cursor.next();
      return ((BytesVector) batch.columns()[0]).text(batch.rows() - 1);
    }
  }

  private void check(String condition, Predicate<String> holds) {
    check(condition, holds, ROWS, "");
  }

  private void check(String condition, Predicate<String> holds, int below, String ending) {
    assertThat(run("SELECT COUNT(*) FROM t WHERE " + condition).getLast())
        .as(condition)
        .isEqualTo(String.valueOf(count(holds, below, ending)));
  }

  private static long count(Predicate<String> holds, int below, String ending) {
    return IntStream.range(0, below)
        .filter(i -> ("only " + i).endsWith(ending) && holds.test(text(i)))
        .count();
  }

  private List<String> run(String sql) {
    return new ScriptRunner(session).run(sql);
  }
}
