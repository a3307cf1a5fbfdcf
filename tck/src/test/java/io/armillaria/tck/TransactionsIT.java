package io.armillaria.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Autocommit, commit, rollback, snapshot isolation and conflicts.
class TransactionsIT {
  private Session session;
  private Session other;

  @BeforeEach
  void twoSessions() throws SQLException {
    session = Session.memory();
    session.run(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)",
        "INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)");
    other = session.another();
  }

  @AfterEach
  void close() throws SQLException {
    other.close();
    session.close();
  }

  @Test
  void autocommitIsOnAndShowsEachStatementAtOnce() throws SQLException {
    assertThat(session.connection().getAutoCommit()).isTrue();
    session.run("UPDATE t SET n = 11 WHERE id = 1");
    assertThat(other.rows("SELECT n FROM t WHERE id = 1")).isEqualTo("11");
  }

  @Test
  void commitMakesAllVisibleAtOnce() throws SQLException {
    session.connection().setAutoCommit(false);
    session.run("INSERT INTO t VALUES (4, 40)", "DELETE FROM t WHERE id = 1");
    assertThat(other.rows("SELECT COUNT(*), SUM(n) FROM t")).isEqualTo("3|60");
    session.connection().commit();
    assertThat(other.rows("SELECT COUNT(*), SUM(n) FROM t")).isEqualTo("3|90");
  }

  @Test
  void rollbackTakesAllBack() throws SQLException {
    session.connection().setAutoCommit(false);
    session.run(
        "INSERT INTO t VALUES (4, 40)", "UPDATE t SET n = 0", "CREATE TABLE u (id INTEGER)");
    session.connection().rollback();
    assertThat(session.rows("SELECT COUNT(*), SUM(n) FROM t")).isEqualTo("3|60");
    session.failure("42P01", "SELECT * FROM u");
  }

  @Test
  void aTransactionSeesItsOwnWrites() throws SQLException {
    session.connection().setAutoCommit(false);
    session.run(
        "INSERT INTO t VALUES (4, 40)",
        "UPDATE t SET n = n + 1 WHERE id >= 3",
        "DELETE FROM t WHERE id = 1",
        "UPDATE t SET n = n * 2 WHERE id = 4");
    assertThat(session.rows("SELECT id, n FROM t ORDER BY id")).isEqualTo("2|20\n3|31\n4|82");
    session.connection().commit();
    assertThat(session.rows("SELECT id, n FROM t ORDER BY id")).isEqualTo("2|20\n3|31\n4|82");
  }

  @Test
  void aTransactionReadsItsSnapshot() throws SQLException {
    other.connection().setAutoCommit(false);
    assertThat(other.rows("SELECT SUM(n) FROM t")).isEqualTo("60");
    session.run(
        "UPDATE t SET n = 0", "INSERT INTO t VALUES (4, 40)", "CREATE TABLE u (id INTEGER)");
    assertThat(other.rows("SELECT SUM(n), COUNT(*) FROM t")).isEqualTo("60|3");
    other.connection().commit();
    assertThat(other.rows("SELECT SUM(n), COUNT(*) FROM t")).isEqualTo("40|4");
  }

  @Test
  void readersDoNotBlockWritersNorWritersReaders() throws SQLException {
    session.connection().setAutoCommit(false);
    other.connection().setAutoCommit(false);
    session.run("UPDATE t SET n = 99 WHERE id = 1");
    assertThat(other.rows("SELECT n FROM t WHERE id = 1")).isEqualTo("10");
    session.connection().commit();
    other.connection().commit();
    assertThat(other.rows("SELECT n FROM t WHERE id = 1")).isEqualTo("99");
  }

  @Test
  void theFirstCommitterOfARowWins() throws SQLException {
    session.connection().setAutoCommit(false);
    other.connection().setAutoCommit(false);
    session.run("UPDATE t SET n = 100 WHERE id = 1");
    other.run("SELECT * FROM t");
    session.connection().commit();
    SQLException conflict = conflict(other, "UPDATE t SET n = 200 WHERE id = 1");
    assertThat(conflict.getSQLState()).as(conflict.getMessage()).isEqualTo("40001");
    assertThat(conflict.getMessage()).contains("T", "1");
    other.connection().rollback();
    assertThat(other.rows("SELECT n FROM t WHERE id = 1")).isEqualTo("100");
    assertThat(other.update("UPDATE t SET n = 300 WHERE id = 1")).isEqualTo(1);
    other.connection().commit();
    assertThat(session.rows("SELECT n FROM t WHERE id = 1")).isEqualTo("300");
  }

  @Test
  void aDeletedRowConflictsWithItsUpdate() throws SQLException {
    session.connection().setAutoCommit(false);
    other.connection().setAutoCommit(false);
    session.run("DELETE FROM t WHERE id = 2");
    other.run("SELECT * FROM t");
    session.connection().commit();
    assertThat(conflict(other, "UPDATE t SET n = 0 WHERE id = 2").getSQLState()).isEqualTo("40001");
    other.connection().rollback();
    assertThat(other.rows("SELECT COUNT(*) FROM t")).isEqualTo("2");
  }

  @Test
  void twoInsertsOfOneKeyConflict() throws SQLException {
    session.connection().setAutoCommit(false);
    other.connection().setAutoCommit(false);
    session.run("INSERT INTO t VALUES (9, 1)");
    other.run("SELECT * FROM t");
    session.connection().commit();
    assertThat(conflict(other, "INSERT INTO t VALUES (9, 2)").getSQLState()).isIn("40001", "23505");
    other.connection().rollback();
    assertThat(other.rows("SELECT n FROM t WHERE id = 9")).isEqualTo("1");
  }

  @Test
  void disjointRowsNeverConflict() throws SQLException {
    session.connection().setAutoCommit(false);
    other.connection().setAutoCommit(false);
    session.run("UPDATE t SET n = 100 WHERE id = 1");
    other.run("UPDATE t SET n = 200 WHERE id = 2", "INSERT INTO t VALUES (5, 50)");
    session.connection().commit();
    other.connection().commit();
    assertThat(session.rows("SELECT id, n FROM t ORDER BY id"))
        .isEqualTo("1|100\n2|200\n3|30\n5|50");
  }

  @Test
  void aFailedStatementHasNoEffectAndLeavesTheTransactionUsable() throws SQLException {
    session.connection().setAutoCommit(false);
    session.run("INSERT INTO t VALUES (4, 40)");
    session.failure("23505", "INSERT INTO t VALUES (5, 50), (4, 41)");
    session.run("INSERT INTO t VALUES (6, 60)");
    session.connection().commit();
    assertThat(other.rows("SELECT id FROM t ORDER BY id")).isEqualTo("1\n2\n3\n4\n6");
  }

  @Test
  void turningAutocommitOnCommits() throws SQLException {
    session.connection().setAutoCommit(false);
    session.run("DELETE FROM t WHERE id = 3");
    session.connection().setAutoCommit(true);
    assertThat(other.rows("SELECT COUNT(*) FROM t")).isEqualTo("2");
  }

  @Test
  void closingAConnectionRollsBack() throws SQLException {
    try (Session third = session.another()) {
      third.connection().setAutoCommit(false);
      third.run("DELETE FROM t");
    }
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("3");
  }

  @Test
  void savepoints() throws SQLException {
    session.connection().setAutoCommit(false);
    session.run("INSERT INTO t VALUES (4, 40)");
    Savepoint savepoint = session.connection().setSavepoint("here");
    session.run("DELETE FROM t");
    session.connection().rollback(savepoint);
    session.connection().commit();
    assertThat(other.rows("SELECT COUNT(*) FROM t")).isEqualTo("4");
  }

  @Test
  void aBatchIsOneTransactionOrNothing() throws SQLException {
    session.connection().setAutoCommit(false);
    try (PreparedStatement insert =
        session.connection().prepareStatement("INSERT INTO t VALUES (?, ?)")) {
      for (int id = 100; id < 200; id++) {
        insert.setInt(1, id == 150 ? 1 : id);
        insert.setInt(2, id);
        insert.addBatch();
      }
      BatchUpdateException failure =
          catchThrowableOfType(BatchUpdateException.class, insert::executeBatch);
      assertThat(failure.getSQLState()).isEqualTo("23505");
    }
    session.connection().rollback();
    assertThat(session.rows("SELECT COUNT(*) FROM t")).isEqualTo("3");
  }

  @Test
  void manySmallTransactionsOfTwoWritersAddUp() throws Exception {
    Thread writer = Thread.ofPlatform().start(() -> increment(other, 2, 200));
    increment(session, 1, 200);
    writer.join();
    assertThat(session.rows("SELECT id, n FROM t WHERE id < 3 ORDER BY id"))
        .isEqualTo("1|210\n2|220");
  }

  private static void increment(Session session, int id, int times) {
    try {
      for (int i = 0; i < times; i++) {
        session.update("UPDATE t SET n = n + 1 WHERE id = ?", id);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("id " + id, e);
    }
  }

  /// The failure of the statement, or of the commit after it: a conflict may show in either.
  private static SQLException conflict(Session session, String sql) {
    return catchThrowableOfType(
        SQLException.class,
        () -> {
          session.run(sql);
          session.connection().commit();
        });
  }
}
