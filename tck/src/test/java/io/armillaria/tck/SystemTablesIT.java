package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The tables that the engine fills: what was committed, where, and what it costs.
class SystemTablesIT {
  private Session session;

  @BeforeEach
  void someHistory() throws SQLException {
    session = Session.memory();
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(10))",
        "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')",
        "UPDATE t SET v = 'x' WHERE id > 1",
        "CREATE BRANCH dev",
        "DELETE FROM t@dev WHERE id = 1");
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void changelogHasARowForEachTableOfEachCommit() throws SQLException {
    assertThat(
            session.rows(
                """
                SELECT branch, table_name, old_version, new_version, is_new_table,
                  rows_inserted, rows_updated, rows_deleted
                FROM __changelog ORDER BY tx_id\
                """))
        .isEqualTo(
            """
            main|T|NULL|1|true|0|0|0
            main|T|1|2|false|3|0|0
            main|T|2|3|false|0|2|0
            dev|T|3|4|false|0|0|1\
            """);
  }

  @Test
  void changelogNumbersAndTimesRise() throws SQLException {
    Answer answer = session.answer("SELECT tx_id, committed_at FROM __changelog ORDER BY tx_id");
    List<List<Object>> rows = answer.rows();
    for (int i = 1; i < rows.size(); i++) {
      assertThat(Values.compare(rows.get(i - 1).get(0), rows.get(i).get(0))).isNegative();
      assertThat(Values.compare(rows.get(i - 1).get(1), rows.get(i).get(1))).isNegative();
    }
  }

  @Test
  void changelogNamesItsCommits() throws SQLException {
    List<List<Object>> rows = session.answer("SELECT commit_id FROM __changelog").rows();
    assertThat(rows).allSatisfy(row -> assertThat((String) row.get(0)).matches("[0-9a-f]{64}"));
    assertThat(new HashSet<>(rows)).hasSize(rows.size());
  }

  @Test
  void changelogHasAllItsColumns() throws SQLException {
    assertThat(session.answer("SELECT * FROM __changelog").labels())
        .map(label -> label.toLowerCase(Locale.ROOT))
        .containsExactly(
            "tx_id",
            "epoch_id",
            "commit_id",
            "committed_at",
            "branch",
            "table_name",
            "old_version",
            "new_version",
            "is_new_table",
            "rows_inserted",
            "rows_updated",
            "rows_deleted",
            "author",
            "message");
  }

  @Test
  void changelogIsASubscription() throws SQLException {
    String last = session.rows("SELECT MAX(tx_id) FROM __changelog");
    session.run("INSERT INTO t VALUES (9, 'new')");
    assertThat(
            session.rows("SELECT table_name, rows_inserted FROM __changelog WHERE tx_id > " + last))
        .isEqualTo("T|1");
  }

  @Test
  void oneCommitOverTwoTablesIsTwoRowsOfOneTransaction() throws SQLException {
    session.run("CREATE TABLE u (id INTEGER PRIMARY KEY)");
    session.connection().setAutoCommit(false);
    session.run("INSERT INTO t VALUES (10, 'k')", "INSERT INTO u VALUES (1), (2)");
    session.connection().commit();
    assertThat(
            session.rows(
                """
                SELECT table_name, rows_inserted FROM __changelog
                WHERE tx_id = (SELECT MAX(tx_id) FROM __changelog) ORDER BY table_name\
                """))
        .isEqualTo("T|1\nU|2");
    assertThat(
            session.rows(
                """
                SELECT COUNT(DISTINCT commit_id), COUNT(DISTINCT committed_at) FROM __changelog
                WHERE tx_id = (SELECT MAX(tx_id) FROM __changelog)\
                """))
        .isEqualTo("1|1");
  }

  @Test
  void aRolledBackTransactionLeavesNoTrace() throws SQLException {
    String before = session.rows("SELECT COUNT(*) FROM __changelog");
    session.connection().setAutoCommit(false);
    session.run("DELETE FROM t");
    session.connection().rollback();
    assertThat(session.rows("SELECT COUNT(*) FROM __changelog")).isEqualTo(before);
  }

  @Test
  void aCommitThatChangesNothingWritesNothing() throws SQLException {
    String before = session.rows("SELECT COUNT(*) FROM __commits");
    session.run("DELETE FROM t WHERE id = 77", "UPDATE t SET v = 'x' WHERE id = 77");
    assertThat(session.rows("SELECT COUNT(*) FROM __commits")).isEqualTo(before);
  }

  @Test
  void commitsHaveParentsOnTheirBranch() throws SQLException {
    assertThat(
            session.rows("SELECT branch, COUNT(*) FROM __commits GROUP BY branch ORDER BY branch"))
        .isEqualTo("dev|1\nmain|3");
  }

  @Test
  void commitTimesAreNow() throws SQLException {
    OffsetDateTime last =
        session.value(OffsetDateTime.class, "SELECT MAX(committed_at) FROM __commits");
    assertThat(last.toInstant()).isCloseTo(Instant.now(), within(5, ChronoUnit.MINUTES));
  }

  @Test
  void versionsOfATable() throws SQLException {
    assertThat(
            session.rows(
                "SELECT version, branch, row_count FROM __versions WHERE table_name = 'T' ORDER BY"
                    + " version"))
        .isEqualTo("1|main|0\n2|main|3\n3|main|3\n4|dev|2");
  }

  @Test
  void branchesAndTags() throws SQLException {
    session.run("CREATE TAG release-1 FROM dev");
    assertThat(session.rows("SELECT name FROM __branches ORDER BY name")).isEqualTo("dev\nmain");
    assertThat(session.rows("SELECT name FROM __tags")).isEqualTo("release-1");
  }

  @Test
  void chunksAreNamedByTheirHash() throws SQLException {
    List<List<Object>> rows = session.answer("SELECT chunk_id FROM __chunks").rows();
    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> assertThat((String) row.get(0)).matches("[0-9a-f]{64}"))
        .doesNotHaveDuplicates();
  }

  @Test
  void equalContentIsStoredOnce() throws SQLException {
    String insert = "SELECT id, v || ' ' || CAST(id AS VARCHAR(10)) FROM t";
    session.run(
        "CREATE TABLE a (id INTEGER PRIMARY KEY, v VARCHAR(30))",
        "CREATE TABLE b (id INTEGER PRIMARY KEY, v VARCHAR(30))",
        "INSERT INTO a " + insert);
    long before = session.value(Long.class, "SELECT COUNT(*) FROM __chunks WHERE kind = 'column'");
    session.run("INSERT INTO b " + insert);
    assertThat(session.value(Long.class, "SELECT COUNT(*) FROM __chunks WHERE kind = 'column'"))
        .isEqualTo(before);
  }

  @Test
  void storageTellsWhatIsShared() throws SQLException {
    assertThat(
            session.rows(
                """
                SELECT versions, logical_bytes = stored_bytes + shared_bytes, stored_bytes > 0
                FROM __storage WHERE table_name = 'T'\
                """))
        .isEqualTo("4|true|true");
  }

  @Test
  void systemTablesAreReadOnlyAndTheirNamesReserved() {
    session.failure("25006", "DELETE FROM __changelog");
    session.failure("42602", "CREATE TABLE __mine (id INTEGER)");
  }

  @Test
  void systemTablesJoinLikeOthers() throws SQLException {
    assertThat(
            session.rows(
                """
                SELECT c.branch, COUNT(*), SUM(l.rows_inserted + l.rows_updated + l.rows_deleted)
                FROM __commits c JOIN __changelog l ON c.commit_id = l.commit_id
                GROUP BY c.branch ORDER BY c.branch\
                """))
        .isEqualTo("dev|1|1\nmain|3|5");
  }
}
