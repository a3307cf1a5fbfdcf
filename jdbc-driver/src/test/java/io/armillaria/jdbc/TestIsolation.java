package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.assertFails;
import static io.armillaria.jdbc.Queries.rows;
import static io.armillaria.jdbc.Queries.run;
import static java.sql.Connection.TRANSACTION_READ_COMMITTED;
import static java.sql.Connection.TRANSACTION_REPEATABLE_READ;
import static java.sql.Connection.TRANSACTION_SERIALIZABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The anomalies, each as one fixed interleaving of two or three connections, at each level.
class TestIsolation {
  private static final String URL = "jdbc:armillaria:mem:isolation;closeOnLast=true";

  private Connection one;
  private Connection two;
  private Connection three;

  @BeforeEach
  void connect() throws SQLException {
    one = DriverManager.getConnection(URL);
    two = DriverManager.getConnection(URL);
    three = DriverManager.getConnection(URL);
    run(one, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
    run(one, "INSERT INTO t VALUES (1, 10), (2, 20)");
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    two.close();
    three.close();
  }

  private void begin(int level) throws SQLException {
    for (Connection connection : new Connection[] {one, two, three}) {
      connection.setTransactionIsolation(level);
      connection.setAutoCommit(false);
    }
  }

  private static String value(Connection connection, int id) throws SQLException {
    return rows(connection, "SELECT v FROM t WHERE id = " + id).getFirst();
  }

  private static String sum(Connection connection) throws SQLException {
    return rows(connection, "SELECT SUM(v) FROM t").getFirst();
  }

  private static void assertConflict(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(SQLTransactionRollbackException.class)
        .hasMessageMatching(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("40001");
  }

  private static void assertRowConflict(int id, ThrowingCallable call) {
    assertConflict(
        "Row \\("
            + id
            + "\\) of T was changed by transaction \\d+ after this one began at \\d+\\."
            + " Retry the transaction\\.",
        call);
  }

  private static void assertReadConflict(ThrowingCallable call) {
    assertConflict(
        "What this transaction read of T was changed by transaction \\d+ after this one had read it"
            + " at \\d+\\. Retry the transaction\\.",
        call);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ, TRANSACTION_SERIALIZABLE})
  void noLevelReadsWhatIsNotCommittedOrWasRolledBack(int level) throws SQLException {
    begin(level);
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    assertThat(value(two, 1)).isEqualTo("10");
    run(one, "UPDATE t SET v = 12 WHERE id = 1");
    one.rollback();
    assertThat(value(two, 1)).isEqualTo("10");
    two.commit();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {TRANSACTION_READ_COMMITTED, TRANSACTION_REPEATABLE_READ, TRANSACTION_SERIALIZABLE})
  void noLevelWritesOverWhatIsNotCommitted(int level) throws SQLException {
    begin(level);
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    run(two, "UPDATE t SET v = 12 WHERE id = 1");
    run(one, "UPDATE t SET v = 21 WHERE id = 2");
    one.commit();
    assertRowConflict(
        1,
        () -> {
          run(two, "UPDATE t SET v = 22 WHERE id = 2");
          two.commit();
        });
    two.rollback();
    assertThat(rows(three, "SELECT v FROM t ORDER BY id")).containsExactly("11", "21");
  }

  @Test
  void readCommittedReadsTheNewestCommitInEachStatement() throws SQLException {
    begin(TRANSACTION_READ_COMMITTED);
    run(two, "INSERT INTO t VALUES (3, 30)");
    assertThat(value(two, 1)).isEqualTo("10");
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    one.commit();
    assertThat(rows(two, "SELECT v FROM t ORDER BY id")).containsExactly("11", "20", "30");
    run(two, "UPDATE t SET v = v + 1 WHERE id = 1");
    two.commit();
    assertThat(rows(three, "SELECT v FROM t ORDER BY id")).containsExactly("12", "20", "30");
  }

  @Test
  void readCommittedKeepsItsSavepointsOverOthersCommits() throws SQLException {
    begin(TRANSACTION_READ_COMMITTED);
    run(two, "UPDATE t SET v = 21 WHERE id = 2");
    var before = two.setSavepoint();
    run(two, "DELETE FROM t WHERE id = 2");
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    run(one, "INSERT INTO t VALUES (3, 30)");
    one.commit();
    assertThat(rows(two, "SELECT v FROM t ORDER BY id")).containsExactly("11", "30");
    two.rollback(before);
    assertThat(rows(two, "SELECT v FROM t ORDER BY id")).containsExactly("11", "21", "30");
    two.commit();
    assertThat(rows(three, "SELECT v FROM t ORDER BY id")).containsExactly("11", "21", "30");
  }

  @Test
  void readCommittedCanTakeBackWhatClashes() throws SQLException {
    begin(TRANSACTION_READ_COMMITTED);
    run(two, "INSERT INTO t VALUES (3, 30)");
    var before = two.setSavepoint();
    run(two, "UPDATE t SET v = 12 WHERE id = 1");
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    one.commit();
    assertRowConflict(1, () -> value(two, 1));
    two.rollback(before);
    assertThat(rows(two, "SELECT v FROM t ORDER BY id")).containsExactly("11", "20", "30");
    two.commit();
  }

  @Test
  void aSnapshotLosesNoUpdate() throws SQLException {
    begin(TRANSACTION_REPEATABLE_READ);
    assertThat(value(one, 1)).isEqualTo(value(two, 1));
    run(one, "UPDATE t SET v = v + 1 WHERE id = 1");
    one.commit();
    run(two, "UPDATE t SET v = v + 1 WHERE id = 1");
    assertRowConflict(1, two::commit);
    assertThat(value(three, 1)).isEqualTo("11");
  }

  @Test
  void aSnapshotHasNoReadSkewAndNoPhantoms() throws SQLException {
    begin(TRANSACTION_REPEATABLE_READ);
    assertThat(value(one, 1)).isEqualTo("10");
    run(two, "UPDATE t SET v = v + 5");
    run(two, "INSERT INTO t VALUES (3, 30)");
    two.commit();
    assertThat(rows(one, "SELECT v FROM t ORDER BY id")).containsExactly("10", "20");
    one.commit();
    assertThat(rows(one, "SELECT v FROM t ORDER BY id")).containsExactly("15", "25", "30");
  }

  @Test
  void snapshotsAllowWriteSkew() throws SQLException {
    begin(TRANSACTION_REPEATABLE_READ);
    assertThat(sum(one)).isEqualTo(sum(two));
    run(one, "UPDATE t SET v = 0 WHERE id = 1");
    run(two, "UPDATE t SET v = 0 WHERE id = 2");
    one.commit();
    two.commit();
    assertThat(sum(three)).isEqualTo("0");
  }

  @Test
  void serializableRefusesWriteSkew() throws SQLException {
    begin(TRANSACTION_SERIALIZABLE);
    assertThat(sum(one)).isEqualTo(sum(two));
    run(one, "UPDATE t SET v = 0 WHERE id = 1");
    run(two, "UPDATE t SET v = 0 WHERE id = 2");
    one.commit();
    assertReadConflict(two::commit);
    assertThat(sum(three)).isEqualTo("20");
  }

  @Test
  void serializableRefusesPhantoms() throws SQLException {
    begin(TRANSACTION_SERIALIZABLE);
    assertThat(rows(one, "SELECT id FROM t WHERE v > 25")).isEmpty();
    assertThat(rows(two, "SELECT id FROM t WHERE v > 25")).isEmpty();
    run(one, "INSERT INTO t VALUES (3, 30)");
    run(two, "INSERT INTO t VALUES (4, 40)");
    one.commit();
    assertReadConflict(two::commit);
  }

  @Test
  void serializableSeesRowsThatLeaveWhatWasRead() throws SQLException {
    begin(TRANSACTION_SERIALIZABLE);
    assertThat(rows(two, "SELECT id FROM t WHERE v > 15")).containsExactly("2");
    run(one, "DELETE FROM t WHERE id = 2");
    one.commit();
    run(two, "INSERT INTO t VALUES (3, 1)");
    assertReadConflict(two::commit);
  }

  @Test
  void serializableLetsOthersChangeWhatWasNotRead() throws SQLException {
    begin(TRANSACTION_SERIALIZABLE);
    assertThat(rows(two, "SELECT id FROM t WHERE v > 15")).containsExactly("2");
    run(two, "UPDATE t SET v = 21 WHERE id = 2");
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    run(one, "INSERT INTO t VALUES (3, 3)");
    one.commit();
    two.commit();
    assertThat(rows(three, "SELECT v FROM t ORDER BY id")).containsExactly("11", "21", "3");
  }

  @Test
  void serializableReadersNeverFail() throws SQLException {
    begin(TRANSACTION_SERIALIZABLE);
    assertThat(sum(one)).isEqualTo("30");
    run(two, "UPDATE t SET v = 0");
    two.commit();
    assertThat(sum(one)).isEqualTo("30");
    one.commit();
    assertThat(sum(one)).isEqualTo("0");
  }

  /// The anomaly of three: a reader that sees the second writer but not the first.
  @Test
  void serializableHasNoLongFork() throws SQLException {
    begin(TRANSACTION_SERIALIZABLE);
    assertThat(value(one, 1)).isEqualTo("10");
    assertThat(value(two, 2)).isEqualTo("20");
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    run(two, "UPDATE t SET v = 21 WHERE id = 2");
    two.commit();
    assertThat(rows(three, "SELECT v FROM t ORDER BY id")).containsExactly("10", "21");
    one.commit();
    assertThat(rows(three, "SELECT v FROM t ORDER BY id")).containsExactly("10", "21");
    three.commit();
    assertThat(rows(three, "SELECT v FROM t ORDER BY id")).containsExactly("11", "21");
  }

  @Test
  void oneQueryMayBeSerializableAlone() throws SQLException {
    begin(TRANSACTION_REPEATABLE_READ);
    assertThat(rows(one, "SELECT SUM(v) FROM t WITH CONSISTENCY serializable"))
        .containsExactly("30");
    assertThat(rows(one, "SELECT SUM(v) FROM t WITH CONSISTENCY eventual")).containsExactly("30");
    run(one, "UPDATE t SET v = 0 WHERE id = 1");
    run(two, "UPDATE t SET v = 0 WHERE id = 2");
    two.commit();
    assertReadConflict(one::commit);
  }

  @Test
  void levelsAreSetBySqlToo() throws SQLException {
    run(one, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE");
    assertThat(one.getTransactionIsolation()).isEqualTo(TRANSACTION_SERIALIZABLE);
    one.setAutoCommit(false);
    run(one, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    assertThat(value(one, 1)).isEqualTo("10");
    run(two, "UPDATE t SET v = 11 WHERE id = 1");
    assertThat(value(one, 1)).isEqualTo("11");
    assertFails(
        "25000",
        "The isolation level is set before the first statement of a transaction; this one has"
            + " begun.",
        () -> run(one, "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE"));
    assertFails(
        "25000",
        "The isolation level is set before the first statement of a transaction; this one has"
            + " begun.",
        () -> one.setTransactionIsolation(TRANSACTION_READ_COMMITTED));
    one.commit();
    assertThat(one.getTransactionIsolation()).isEqualTo(TRANSACTION_SERIALIZABLE);
  }

  @Test
  void readOnlyTransactionsRefuseToWrite() throws SQLException {
    run(one, "START TRANSACTION READ ONLY");
    assertFails("25006", "The transaction is read-only.", () -> run(one, "DELETE FROM t"));
    run(one, "COMMIT");
    run(one, "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
    assertFails("25006", "The connection is read-only.", () -> run(one, "DELETE FROM t"));
    run(one, "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE");
    run(one, "DELETE FROM t");
  }
}
