package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every kind of mistake: its SQLSTATE, a message that names the thing, and a database unchanged.
class BadInputIT {
  private Session session;
  private String before;

  @BeforeEach
  void aTable() throws SQLException {
    session = Session.memory();
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(5) NOT NULL, small SMALLINT, big"
            + " BIGINT, price DECIMAL(6,2), born DATE)",
        "INSERT INTO t VALUES (1, 'a', 1, 1, 1.00, DATE '2024-01-01'), (2, 'b', 0, 2, 2.00, NULL)");
    before = everything();
  }

  @AfterEach
  void unchanged() throws SQLException {
    assertThat(everything()).isEqualTo(before);
    session.close();
  }

  private String everything() throws SQLException {
    return session.rows("SELECT * FROM t ORDER BY id")
        + session.rows("SELECT commit_id FROM __commits ORDER BY tx_id")
        + session.rows("SELECT name FROM __branches ORDER BY name");
  }

  @Test
  void unknownTable() {
    assertThat(session.failure("42P01", "SELECT * FROM nowhere")).contains("NOWHERE");
    assertThat(session.failure("42P01", "INSERT INTO nowhere VALUES (1)")).contains("NOWHERE");
    assertThat(session.failure("42P01", "UPDATE nowhere SET a = 1")).contains("NOWHERE");
    assertThat(session.failure("42P01", "DELETE FROM nowhere")).contains("NOWHERE");
    assertThat(session.failure("42P01", "DROP TABLE nowhere")).contains("NOWHERE");
    assertThat(session.failure("42P01", "SELECT * FROM t JOIN nowhere n ON n.id = t.id"))
        .contains("NOWHERE");
    assertThat(session.failure("42P01", "SELECT * FROM nowhere VERSION 1")).contains("NOWHERE");
    assertThat(session.failure("42P01", "COPY nowhere FROM '/tmp/none.csv'")).contains("NOWHERE");
  }

  @Test
  void unknownColumn() {
    assertThat(session.failure("42703", "SELECT colour FROM t")).contains("COLOUR");
    assertThat(session.failure("42703", "SELECT t.colour FROM t")).contains("COLOUR");
    assertThat(session.failure("42703", "SELECT id FROM t WHERE colour = 1")).contains("COLOUR");
    assertThat(session.failure("42703", "SELECT id FROM t ORDER BY colour")).contains("COLOUR");
    assertThat(session.failure("42703", "SELECT COUNT(*) FROM t GROUP BY colour"))
        .contains("COLOUR");
    assertThat(session.failure("42703", "UPDATE t SET colour = 1")).contains("COLOUR");
    assertThat(session.failure("42703", "INSERT INTO t (id, colour) VALUES (9, 1)"))
        .contains("COLOUR");
  }

  @Test
  void ambiguousColumn() {
    assertThat(session.failure("42702", "SELECT id FROM t a JOIN t b ON a.id = b.id"))
        .contains("ID");
  }

  @Test
  void unknownFunction() {
    assertThat(session.failure("42883", "SELECT frobnicate(id) FROM t")).contains("FROBNICATE");
  }

  @Test
  void unknownBranchOrTag() {
    assertThat(session.failure("3D000", "SELECT * FROM t@nowhere")).contains("nowhere", "main");
    assertThat(session.failure("3D000", "INSERT INTO t@nowhere VALUES (9, 'x', 1, 1, 1, NULL)"))
        .contains("nowhere");
    assertThat(session.failure("3D000", "DROP TAG nowhere")).contains("nowhere");
  }

  @Test
  void aVersionThatIsNotThereYet() {
    assertThat(session.failure("22023", "SELECT * FROM t VERSION 99"))
        .contains("99", "T", "1", "2");
    assertThat(session.failure("22023", "SELECT * FROM t AS OF VERSION 3")).contains("3", "2");
    assertThat(session.failure("22023", "SELECT * FROM t VERSION 0")).contains("0");
    assertThat(session.failure("22023", "SELECT * FROM t VERSION ?", 99)).contains("99");
  }

  @Test
  void aTimeBeforeTheTable() {
    assertThat(session.failure("22023", "SELECT * FROM t AS OF TIMESTAMP '1999-01-01 00:00:00'"))
        .contains("T", "first version");
    session.failure("22007", "SELECT * FROM t AS OF TIMESTAMP 'yesterday'");
  }

  @Test
  void anUnknownCommit() {
    session.failure("22023", "SELECT * FROM t AS OF COMMIT '" + "0".repeat(64) + "'");
  }

  @Test
  void malformedSqlHasLineAndColumn() {
    assertThat(session.failure("42601", "SELECT * FORM t"))
        .contains("line 1")
        .containsPattern("column \\d+");
    assertThat(session.failure("42601", "SELECT id,\n  name,\nFROM t"))
        .contains("line 3", "column 1");
    assertThat(session.failure("42601", "SELECT (1 + 2 FROM t")).contains("line 1");
    assertThat(session.failure("42601", "DELETE t")).contains("line 1");
    assertThat(session.failure("42601", "SELECT 'open FROM t")).contains("line 1");
    assertThat(session.failure("42601", "nonsense")).contains("line 1", "column 1");
    session.failure("42601", "");
  }

  @Test
  void groupingMistakes() {
    session.failure("42601", "SELECT id, COUNT(*) FROM t");
    session.failure("42601", "SELECT id FROM t WHERE COUNT(*) > 1");
  }

  @Test
  void wrongTypes() {
    assertThat(session.failure("42804", "INSERT INTO t VALUES (9, 'x', 1, 1, 1.0, TRUE)"))
        .contains("BORN");
    session.failure("42804", "SELECT id FROM t WHERE name AND TRUE");
    session.failure("42804", "SELECT id + born FROM t WHERE born IS TRUE");
    session.failure("22018", "SELECT CAST(name AS INTEGER) FROM t");
    assertThat(session.failure("22018", "INSERT INTO t VALUES ('nine', 'x', 1, 1, 1.0, NULL)"))
        .contains("nine");
    assertThat(session.failure("22007", "SELECT CAST('2023-02-30' AS DATE)"))
        .contains("2023-02-30");
    session.failure("42601", "INSERT INTO t VALUES (9, 'x')");
  }

  @Test
  void wrongParameters() {
    session.failure("07001", "SELECT * FROM t WHERE id = ?");
    session.failure("22018", "SELECT * FROM t WHERE id = ?", "abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 9223372036854775807 + big FROM t",
        "SELECT -9223372036854775807 - big * 2 FROM t",
        "SELECT big * 9223372036854775807 * 2 FROM t",
        "SELECT CAST(big * 100000 AS SMALLINT) FROM t",
        "SELECT CAST(big * 10000000000 AS INTEGER) FROM t",
        "SELECT CAST('99999999999999999999' AS BIGINT)",
        "SELECT CAST(price * 10000 AS DECIMAL(5,2)) FROM t",
        "INSERT INTO t VALUES (9, 'x', 40000, 1, 1, NULL)",
        "INSERT INTO t VALUES (9, 'x', 1, 1, 99999.99, NULL)",
        "UPDATE t SET small = small + 32767",
        "UPDATE t SET price = price * 100000",
        "SELECT id + 2147483647 FROM t",
        "SELECT EXP(big * 10000) FROM t"
      })
  void overflow(String sql) {
    session.failure("22003", sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 / small FROM t",
        "SELECT id / (id - 1) FROM t",
        "SELECT MOD(id, small) FROM t",
        "SELECT price / (price - 1) FROM t",
        "SELECT CAST(1 AS DOUBLE) / small FROM t",
        "UPDATE t SET big = big / small",
        "SELECT id FROM t WHERE 10 / small > 1"
      })
  void divisionByZero(String sql) {
    session.failure("22012", sql);
  }

  @Test
  void notNull() {
    assertThat(session.failure("23502", "INSERT INTO t (id) VALUES (9)")).contains("NAME", "T");
    assertThat(session.failure("23502", "INSERT INTO t VALUES (9, NULL, 1, 1, 1, NULL)"))
        .contains("NAME");
    assertThat(session.failure("23502", "UPDATE t SET name = NULL WHERE id = 2")).contains("NAME");
    assertThat(session.failure("23502", "INSERT INTO t VALUES (NULL, 'x', 1, 1, 1, NULL)"))
        .contains("ID");
    assertThat(session.failure("23502", "INSERT INTO t SELECT id + 10, NULL, 1, 1, 1, NULL FROM t"))
        .contains("NAME");
  }

  @Test
  void primaryKey() {
    assertThat(session.failure("23505", "INSERT INTO t VALUES (1, 'x', 1, 1, 1, NULL)"))
        .contains("T", "1");
    session.failure(
        "23505", "INSERT INTO t VALUES (9, 'x', 1, 1, 1, NULL), (9, 'y', 1, 1, 1, NULL)");
    session.failure("23505", "INSERT INTO t SELECT id + 1, name, 1, 1, 1, NULL FROM t");
    session.failure("23505", "UPDATE t SET id = 2 WHERE id = 1");
    session.failure("23505", "UPDATE t SET id = 7");
  }

  @Test
  void textTooLong() {
    assertThat(session.failure("22001", "INSERT INTO t VALUES (9, 'longer', 1, 1, 1, NULL)"))
        .contains("longer", "5");
    session.failure("22001", "UPDATE t SET name = 'longer'");
  }

  @Test
  void existingNames() {
    assertThat(session.failure("42P07", "CREATE TABLE t (id INTEGER)")).contains("T");
    assertThat(session.failure("42P04", "CREATE BRANCH main")).contains("main");
    assertThat(session.failure("42701", "CREATE TABLE u (a INTEGER, a VARCHAR(3))")).contains("A");
  }

  @Test
  void aScalarSubqueryOfTwoRows() {
    session.failure("21000", "SELECT (SELECT id FROM t) FROM t");
  }

  @Test
  void badRowsInTheMiddleOfAStatementTakeTheOthersBack() {
    session.failure("22012", "INSERT INTO t SELECT id + 10, 'x', 1 / (2 - id), 1, 1, NULL FROM t");
    session.failure(
        "23505",
        "INSERT INTO t VALUES (50, 'x', 1, 1, 1, NULL), (51, 'y', 1, 1, 1, NULL), (2, 'z', 1, 1, 1,"
            + " NULL)");
  }
}
