package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prepared transactions: what they keep others from, and that they outlive their connection.
class PreparedIT {
  private Session session;
  private Session other;

  @BeforeEach
  void twoSessions() throws SQLException {
    session = Session.memory();
    session.run(
        "CREATE TABLE p (id INTEGER PRIMARY KEY, u INTEGER UNIQUE)",
        "CREATE TABLE c (id INTEGER PRIMARY KEY, p INTEGER REFERENCES p, n INTEGER)",
        "INSERT INTO p VALUES (1, 10), (2, 20), (3, 30)",
        "INSERT INTO c VALUES (1, 1, 0), (2, 1, 0)");
    other = session.another("lockTimeout=40");
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
    session.close();
  }

  private void prepare(String... statements) throws SQLException {
    session.run("BEGIN");
    session.run(statements);
    session.run("PREPARE TRANSACTION 'x'");
  }

  @Test
  void parentsOfItsRowsStay() throws SQLException {
    prepare("INSERT INTO c VALUES (3, 2, 0)");
    other.failure("55P03", "DELETE FROM p WHERE id = 2");
    other.failure("55P03", "UPDATE p SET id = 5 WHERE id = 2");
    other.run("UPDATE p SET u = 21 WHERE id = 2", "DELETE FROM p WHERE id = 3");
    other.run("INSERT INTO c VALUES (4, 2, 0)");
    other.run("COMMIT PREPARED 'x'");
    other.failure("23503", "DELETE FROM p WHERE id = 2");
    assertThat(other.rows("SELECT id, p FROM c ORDER BY id")).isEqualTo("1|1\n2|1\n3|2\n4|2");
  }

  @Test
  void nobodyRefersToWhatItDeletes() throws SQLException {
    prepare("DELETE FROM p WHERE id = 2");
    other.failure("55P03", "INSERT INTO c VALUES (3, 2, 0)");
    other.failure("55P03", "UPDATE c SET p = 2 WHERE id = 1");
    other.run("INSERT INTO c VALUES (3, 3, 0)");
    session.run("ROLLBACK PREPARED 'x'");
    other.run("INSERT INTO c VALUES (4, 2, 0)");
  }

  @Test
  void uniqueKeysAreTaken() throws SQLException {
    prepare("INSERT INTO p VALUES (4, 40)", "UPDATE p SET u = 11 WHERE id = 1");
    assertThat(other.failure("55P03", "INSERT INTO p VALUES (5, 40)"))
        .contains("Row (40) of P (P_U_KEY) is locked by the prepared transaction 'x'");
    other.failure("55P03", "UPDATE p SET u = 11 WHERE id = 2");
    other.failure("23505", "INSERT INTO p VALUES (5, 10)");
    other.run("INSERT INTO p VALUES (5, 50)", "COMMIT PREPARED 'x'");
    other.failure("23505", "INSERT INTO p VALUES (6, 40)");
    other.run("INSERT INTO p VALUES (7, 10)");
  }

  @Test
  void lockedAndWrittenRowsAreSkippedOrRefused() throws SQLException {
    prepare("SELECT id FROM p WHERE id = 1 FOR UPDATE", "UPDATE p SET u = 21 WHERE id = 2");
    assertThat(other.rows("SELECT id FROM p ORDER BY id FOR UPDATE SKIP LOCKED")).isEqualTo("3");
    other.failure("55P03", "SELECT id FROM p WHERE id = 1 FOR UPDATE NOWAIT");
    other.failure("55P03", "SELECT id FROM p WHERE id = 2 FOR UPDATE");
    other.run("COMMIT PREPARED 'x'");
    assertThat(other.rows("SELECT u FROM p WHERE id <= 2 ORDER BY id FOR UPDATE NOWAIT"))
        .isEqualTo("10\n21");
  }

  @Test
  void definitionsStay() throws SQLException {
    prepare("INSERT INTO c VALUES (3, 2, 0)", "CREATE TABLE d (id INTEGER)");
    other.failure("55P03", "ALTER TABLE c ADD COLUMN more INTEGER");
    other.failure("55P03", "DROP TABLE c");
    other.failure("55P03", "TRUNCATE TABLE c");
    other.failure("55P03", "CREATE TABLE d (name VARCHAR)");
    other.failure("55006", "CREATE OR REPLACE BRANCH main FROM main");
    other.run("COMMIT PREPARED 'x'", "ALTER TABLE c ADD COLUMN more INTEGER");
    assertThat(other.rows("SELECT * FROM c WHERE id = 3")).isEqualTo("3|2|0|NULL");
  }

  @Test
  void aDefinitionThatWaitedIsTriedAgain() throws Exception {
    prepare("CREATE TABLE d (id INTEGER)");
    try (Session patient = session.another()) {
      CompletableFuture<Void> waiting =
          CompletableFuture.runAsync(
              () -> {
                try {
                  patient.run("CREATE TABLE IF NOT EXISTS d (id INTEGER)");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      Thread.sleep(50);
      assertThat(waiting).isNotDone();
      session.run("COMMIT PREPARED 'x'");
      waiting.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void definitionsThatItChangesKeepWritersAway() throws SQLException {
    prepare("ALTER TABLE c ADD COLUMN more INTEGER DEFAULT 5");
    other.failure("55P03", "INSERT INTO c VALUES (3, 2, 0)");
    other.run("INSERT INTO p VALUES (4, 40)", "COMMIT PREPARED 'x'");
    other.run("INSERT INTO c VALUES (3, 2, 0, 1)");
    assertThat(other.rows("SELECT id, more FROM c ORDER BY id")).isEqualTo("1|5\n2|5\n3|1");
  }

  @Test
  void whatASerializableOneHasReadStays() throws SQLException {
    session.run("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE");
    prepare("SELECT SUM(u) FROM p", "INSERT INTO c VALUES (3, 1, 60)");
    other.failure("55P03", "UPDATE p SET u = 31 WHERE id = 3");
    other.run("UPDATE c SET n = 2 WHERE id = 2");
    assertThat(other.rows("SELECT SUM(u) FROM p")).isEqualTo("60");
  }

  @Test
  void aWriterThatBeganEarlierMeetsItWhenItCommits() throws SQLException {
    try (Session third = session.another()) {
      third.run("BEGIN", "UPDATE p SET u = 13 WHERE id = 1");
      other.run("BEGIN", "UPDATE p SET u = 12 WHERE id = 1");
      prepare("UPDATE p SET u = 11 WHERE id = 1");
      other.failure("55P03", "COMMIT");
      session.run("COMMIT PREPARED 'x'");
      third.failure("40001", "COMMIT");
    }
    assertThat(other.rows("SELECT u FROM p WHERE id = 1")).isEqualTo("11");
  }

  @Test
  void outlivesTheDatabasesClosing(@TempDir Path directory) throws SQLException {
    try (Session file = Session.file(directory.resolve("db"))) {
      file.run(
          "CREATE TABLE t (id INTEGER PRIMARY KEY)",
          "BEGIN",
          "INSERT INTO t VALUES (1)",
          "PREPARE TRANSACTION 'one'",
          "BEGIN",
          "INSERT INTO t VALUES (2)",
          "PREPARE TRANSACTION 'two'");
    }
    try (Session file = Session.file(directory.resolve("db"))) {
      assertThat(file.rows("SELECT gid, table_names FROM __prepared ORDER BY gid"))
          .isEqualTo("one|T\ntwo|T");
      file.run("COMMIT PREPARED 'one'", "ROLLBACK PREPARED 'two'");
      assertThat(file.rows("SELECT id FROM t")).isEqualTo("1");
      assertThat(file.rows("SELECT COUNT(*) FROM __prepared")).isEqualTo("0");
    }
  }

  @Test
  void sqlStatesAreThoseOfPostgres() throws SQLException {
    other.failure("25P01", "PREPARE TRANSACTION 'x'");
    other.failure("42704", "COMMIT PREPARED 'x'");
    other.failure("42704", "ROLLBACK PREPARED 'x'");
    prepare("INSERT INTO p VALUES (4, 40)");
    other.run("BEGIN", "INSERT INTO p VALUES (5, 50)");
    other.failure("25001", "COMMIT PREPARED 'x'");
    other.failure("42710", "PREPARE TRANSACTION 'x'");
    other.failure("25P01", "PREPARE TRANSACTION 'y'");
    other.run("BEGIN");
    other.failure("22023", "PREPARE TRANSACTION '" + "y".repeat(200) + "'");
  }
}
