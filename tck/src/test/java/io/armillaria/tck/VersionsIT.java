package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Every version of a table, in every spelling. CREATE TABLE is version 1.
class VersionsIT {
  private Session session;

  @BeforeEach
  void fourVersions() throws SQLException {
    session = Session.memory();
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR(10))",
        "INSERT INTO t VALUES (1, 'one'), (2, 'two')",
        "UPDATE t SET v = 'zwei' WHERE id = 2",
        "DELETE FROM t WHERE id = 1");
  }

  @AfterEach
  void close() throws SQLException {
    session.close();
  }

  @Test
  void latestVersionIsReadByDefault() throws SQLException {
    assertThat(session.rows("SELECT id, v FROM t")).isEqualTo("2|zwei");
  }

  @Test
  void versionN() throws SQLException {
    assertThat(session.rows("SELECT id, v FROM t VERSION 1")).isEmpty();
    assertThat(session.rows("SELECT id, v FROM t VERSION 2 ORDER BY id")).isEqualTo("1|one\n2|two");
    assertThat(session.rows("SELECT id, v FROM t VERSION 3 ORDER BY id"))
        .isEqualTo("1|one\n2|zwei");
    assertThat(session.rows("SELECT id, v FROM t VERSION 4")).isEqualTo("2|zwei");
  }

  @Test
  void asOfVersion() throws SQLException {
    assertThat(session.rows("SELECT id, v FROM t AS OF VERSION 2 ORDER BY id"))
        .isEqualTo("1|one\n2|two");
  }

  @Test
  void versionAsParameter() throws SQLException {
    assertThat(session.rows("SELECT id, v FROM t VERSION ? WHERE id = ?", 3, 2))
        .isEqualTo("2|zwei");
    assertThat(session.rows("SELECT id, v FROM t AS OF VERSION ? WHERE id = ?", 2, 2))
        .isEqualTo("2|two");
  }

  @Test
  void asOfTimestamp() throws SQLException {
    assertThat(session.rows("SELECT id, v FROM t AS OF TIMESTAMP " + timeOf(2) + " ORDER BY id"))
        .isEqualTo("1|one\n2|two");
    assertThat(session.rows("SELECT id, v FROM t AS OF TIMESTAMP " + timeOf(3) + " ORDER BY id"))
        .isEqualTo("1|one\n2|zwei");
  }

  @Test
  void forSystemTimeAsOf() throws SQLException {
    String sql =
        "SELECT id, v FROM t FOR SYSTEM_TIME AS OF TIMESTAMP " + timeOf(2) + " ORDER BY id";
    assertThat(session.rows(sql)).isEqualTo("1|one\n2|two");
  }

  @Test
  void timestampAsParameter() throws SQLException {
    assertThat(
            session.rows(
                "SELECT id, v FROM t AS OF TIMESTAMP ? ORDER BY id",
                Timestamp.valueOf(local(commitTime(2)))))
        .isEqualTo("1|one\n2|two");
    assertThat(
            session.rows(
                "SELECT id, v FROM t FOR SYSTEM_TIME AS OF TIMESTAMP ? ORDER BY id", commitTime(3)))
        .isEqualTo("1|one\n2|zwei");
  }

  @Test
  void oneMicrosecondBeforeACommitIsTheVersionBefore() throws SQLException {
    String before = literal(commitTime(3).minusNanos(1_000));
    assertThat(session.rows("SELECT id, v FROM t AS OF TIMESTAMP " + before + " ORDER BY id"))
        .isEqualTo("1|one\n2|two");
  }

  @Test
  void asOfCommit() throws SQLException {
    String commit =
        session.value(
            String.class,
            "SELECT commit_id FROM __changelog WHERE new_version = 2 AND table_name = 'T'");
    assertThat(session.rows("SELECT id, v FROM t AS OF COMMIT '" + commit + "' ORDER BY id"))
        .isEqualTo("1|one\n2|two");
  }

  @Test
  void theSameTableTwiceWithAliases() throws SQLException {
    assertThat(
            session.rows(
                """
                SELECT past.id, past.v, present.v
                FROM t VERSION 2 AS past LEFT JOIN t AS present ON past.id = present.id
                ORDER BY past.id\
                """))
        .isEqualTo("1|one|NULL\n2|two|zwei");
  }

  @Test
  void fourSpellingsInOneQuery() throws SQLException {
    session.run("CREATE BRANCH dev", "INSERT INTO t@dev VALUES (9, 'dev')");
    String sql =
        """
        SELECT 'a', a.id, a.v FROM t VERSION 2 a
        UNION ALL SELECT 'b', b.id, b.v FROM t AS OF VERSION 3 AS b
        UNION ALL SELECT 'c', c.id, c.v FROM t AS OF TIMESTAMP %s c
        UNION ALL SELECT 'd', d.id, d.v FROM t FOR SYSTEM_TIME AS OF TIMESTAMP %s AS d
        UNION ALL SELECT 'e', e.id, e.v FROM t@dev AS e
        ORDER BY 1, 2\
        """
            .formatted(timeOf(2), timeOf(3));
    assertThat(session.rows(sql))
        .isEqualTo(
            """
            a|1|one
            a|2|two
            b|1|one
            b|2|zwei
            c|1|one
            c|2|two
            d|1|one
            d|2|zwei
            e|2|zwei
            e|9|dev\
            """);
  }

  @Test
  void whatChangedBetweenTwoVersions() throws SQLException {
    assertThat(session.rows("SELECT id, v FROM t VERSION 3 EXCEPT SELECT id, v FROM t VERSION 2"))
        .isEqualTo("2|zwei");
  }

  @Test
  void versionsInSubqueriesAndCtes() throws SQLException {
    assertThat(
            session.rows(
                """
                WITH gone AS (SELECT id FROM t VERSION 3 WHERE id NOT IN (SELECT id FROM t))
                SELECT v, (SELECT COUNT(*) FROM t VERSION 1) FROM t AS OF VERSION 2
                WHERE id IN (SELECT id FROM gone)\
                """))
        .isEqualTo("one|0");
  }

  @Test
  void versionOnBranch() throws SQLException {
    session.run("CREATE BRANCH dev", "INSERT INTO t@dev VALUES (5, 'five')");
    assertThat(session.rows("SELECT id FROM t@dev VERSION 3 ORDER BY id")).isEqualTo("1\n2");
    assertThat(session.rows("SELECT id FROM t@dev VERSION 5 ORDER BY id")).isEqualTo("2\n5");
    assertThat(session.rows("SELECT id FROM t VERSION 5 ORDER BY id")).isEqualTo("2\n5");
    assertThat(session.failure("22023", "SELECT id FROM t@main VERSION 5")).contains("5");
  }

  @Test
  void tagKeepsAVersion() throws SQLException {
    session.run("CREATE TAG release-1", "DELETE FROM t");
    assertThat(session.rows("SELECT id, v FROM t@release-1")).isEqualTo("2|zwei");
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("0");
  }

  @Test
  void versionsAreNotWritable() {
    session.failure("42601", "INSERT INTO t VERSION 2 VALUES (3, 'x')");
    session.failure("42601", "DELETE FROM t AS OF VERSION 2");
  }

  @Test
  void oneCommitIsOneTimestampForAllTables() throws SQLException {
    session.run("CREATE TABLE u (id INTEGER PRIMARY KEY)");
    session.connection().setAutoCommit(false);
    session.run("INSERT INTO u VALUES (1)", "INSERT INTO t VALUES (7, 'seven')");
    session.connection().commit();
    session.connection().setAutoCommit(true);
    session.run("DELETE FROM u", "DELETE FROM t");
    String at =
        literal(
            session.value(
                OffsetDateTime.class,
                "SELECT MAX(committed_at) FROM __changelog WHERE table_name = 'U' AND rows_inserted"
                    + " = 1"));
    assertThat(
            session.rows(
                "SELECT (SELECT COUNT(*) FROM u AS OF TIMESTAMP "
                    + at
                    + "), COUNT(*) FROM t AS OF TIMESTAMP "
                    + at))
        .isEqualTo("1|2");
  }

  @Test
  void versionsSurviveASchemaChange() throws SQLException {
    session.run("ALTER TABLE t ADD COLUMN extra INTEGER DEFAULT 5");
    assertThat(session.rows("SELECT * FROM t")).isEqualTo("2|zwei|5");
    assertThat(session.rows("SELECT * FROM t VERSION 2 ORDER BY id")).isEqualTo("1|one\n2|two");
    session.failure("42703", "SELECT extra FROM t VERSION 2");
    session.run("ALTER TABLE t RENAME COLUMN v TO text_value", "ALTER TABLE t DROP COLUMN extra");
    assertThat(session.rows("SELECT text_value FROM t")).isEqualTo("zwei");
    assertThat(session.rows("SELECT v FROM t VERSION 4")).isEqualTo("zwei");
  }

  @Test
  void aThousandVersions() throws SQLException {
    session.run(
        "CREATE TABLE counter (id INTEGER PRIMARY KEY, n INTEGER)",
        "INSERT INTO counter VALUES (1, 0)");
    for (int n = 1; n <= 1_000; n++) {
      session.update("UPDATE counter SET n = ? WHERE id = 1", n);
    }
    for (int n = 0; n <= 1_000; n += 97) {
      assertThat(session.rows("SELECT n FROM counter VERSION ?", n + 2))
          .isEqualTo(String.valueOf(n));
    }
  }

  private String timeOf(int version) throws SQLException {
    return literal(commitTime(version));
  }

  private OffsetDateTime commitTime(int version) throws SQLException {
    return session.value(
        OffsetDateTime.class,
        "SELECT committed_at FROM __changelog WHERE table_name = 'T' AND new_version = ?",
        version);
  }

  /// In the zone of the session, which is the JVM's.
  private static String literal(OffsetDateTime time) {
    return DateTimeFormatter.ofPattern("''yyyy-MM-dd HH:mm:ss.SSSSSS''").format(local(time));
  }

  private static LocalDateTime local(OffsetDateTime time) {
    return time.atZoneSameInstant(ZoneId.systemDefault()).toLocalDateTime();
  }
}
