package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.assertFails;
import static io.armillaria.jdbc.Queries.rows;
import static io.armillaria.jdbc.Queries.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TestRowLocks {
  private static final String URL = "jdbc:armillaria:mem:locks;closeOnLast=true";

  private Connection one;
  private Connection two;

  @BeforeEach
  void connect() throws SQLException {
    one = DriverManager.getConnection(URL);
    two = DriverManager.getConnection(URL);
    run(one, "CREATE TABLE t (id INTEGER PRIMARY KEY, v INTEGER)");
    run(one, "INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)");
    one.setAutoCommit(false);
    two.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    one.close();
    two.close();
  }

  /// Starts work on a thread of its own and returns when that waits.
  private static <T> FutureTask<T> waiting(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().daemon().start(task);
    while (thread.getState() != Thread.State.TIMED_WAITING && !task.isDone()) {
      Thread.onSpinWait();
    }
    assertThat(task.isDone()).isFalse();
    return task;
  }

  private static List<String> lock(Connection connection, String where) throws SQLException {
    return rows(connection, "SELECT v FROM t WHERE " + where + " FOR UPDATE");
  }

  private static List<String> all(Connection connection) throws SQLException {
    return rows(connection, "SELECT v FROM t ORDER BY id");
  }

  @Test
  void anIndexFollowsTheLockedRow() throws SQLException {
    run(one, "CREATE INDEX by_v ON t (v)");
    one.commit();
    assertThat(all(two)).containsExactly("10", "20", "30");
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    one.commit();
    assertThat(lock(two, "id = 1")).containsExactly("11");
    run(two, "UPDATE t SET v = 12 WHERE id = 1");
    two.commit();
    assertThat(rows(one, "SELECT id FROM t WHERE v = 12")).containsExactly("1");
    assertThat(rows(one, "SELECT id FROM t WHERE v = 11")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        Connection.TRANSACTION_READ_COMMITTED,
        Connection.TRANSACTION_REPEATABLE_READ,
        Connection.TRANSACTION_SERIALIZABLE
      })
  void aLockedRowIsTheNewestAndCanBeUpdated(int level) throws SQLException {
    one.setTransactionIsolation(level);
    assertThat(rows(one, "SELECT v FROM t WHERE id = 2")).containsExactly("20");
    run(two, "UPDATE t SET v = 11 WHERE id = 1");
    two.commit();
    assertThat(lock(one, "id = 1")).containsExactly("11");
    run(one, "UPDATE t SET v = v + 1 WHERE id = 1");
    one.commit();
    assertThat(all(two)).containsExactly("12", "20", "30");
  }

  @Test
  void whatWasReadBeforeStillConflicts() throws SQLException {
    assertThat(rows(one, "SELECT v FROM t WHERE id = 2")).containsExactly("20");
    run(two, "UPDATE t SET v = 21 WHERE id = 2");
    two.commit();
    assertThat(lock(one, "id = 1")).containsExactly("10");
    run(one, "UPDATE t SET v = 22 WHERE id = 2");
    assertThatThrownBy(one::commit).hasMessageStartingWith("Row (2) of T was changed");
  }

  @Test
  void aFirstLockBeginsTheTransaction() throws SQLException {
    assertThat(lock(one, "id = 1")).containsExactly("10");
    run(two, "UPDATE t SET v = 21 WHERE id = 2");
    two.commit();
    assertThat(all(one)).containsExactly("10", "20", "30");
    assertThat(lock(one, "id = 3")).containsExactly("30");
    assertThat(all(one)).containsExactly("10", "21", "30");
  }

  @Test
  void waitsForTheHolderAndAsksAgain() throws Exception {
    assertThat(lock(one, "v < 25")).containsExactly("10", "20");
    FutureTask<List<String>> second = waiting(() -> lock(two, "v = 10 OR v = 30"));
    run(one, "UPDATE t SET v = 12 WHERE id = 1");
    run(one, "INSERT INTO t VALUES (4, 10)");
    one.commit();
    assertThat(second.get()).containsExactlyInAnyOrder("30", "10");
    assertThat(rows(one, "SELECT v FROM t WHERE id = 1 FOR UPDATE NOWAIT")).containsExactly("12");
  }

  @Test
  void doesNotWaitWhenToldSo() throws SQLException {
    lock(one, "id = 1");
    assertFails(
        "55P03",
        "Row (1) of T is locked by another transaction.",
        () -> rows(two, "SELECT v FROM t FOR UPDATE NOWAIT"));
    assertFails(
        "55P03",
        "Row (1) of T is locked by another transaction.",
        () -> rows(two, "SELECT v FROM t FOR UPDATE WAIT 0"));
    run(two, "SET LOCK_TIMEOUT = 5");
    two.rollback();
    assertFails(
        "55P03",
        "Row (1) of T is locked by another transaction, and was not free after 5 ms.",
        () -> lock(two, "id = 1"));
    assertThat(lock(two, "id = 2")).containsExactly("20");
  }

  @Test
  void skipsWhatIsLocked() throws SQLException {
    String next = "SELECT id FROM t ORDER BY id DESC LIMIT 1 FOR UPDATE SKIP LOCKED";
    assertThat(rows(one, next)).containsExactly("3");
    assertThat(rows(two, next)).containsExactly("2");
    assertThat(rows(one, "SELECT id FROM t WHERE id < 3 ORDER BY id FOR UPDATE SKIP LOCKED"))
        .containsExactly("1");
    one.rollback();
    assertThat(rows(two, "SELECT id FROM t ORDER BY id LIMIT 1 OFFSET 2 FOR UPDATE NOWAIT"))
        .containsExactly("3");
  }

  @Test
  void updatesWaitForLocks() throws Exception {
    one.setAutoCommit(true);
    lock(two, "id = 1");
    FutureTask<Void> update =
        waiting(
            () -> {
              run(one, "UPDATE t SET v = v + 1 WHERE id < 3");
              return null;
            });
    run(two, "UPDATE t SET v = 15 WHERE id = 1");
    two.commit();
    update.get();
    assertThat(all(two)).containsExactly("16", "21", "30");
  }

  @Test
  void readCommittedUpdatesGoOnWithWhatTheyWaitedFor() throws Exception {
    one.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    run(one, "UPDATE t SET v = 31 WHERE id = 3");
    lock(two, "id = 1");
    FutureTask<Void> update =
        waiting(
            () -> {
              run(one, "UPDATE t SET v = v + 1 WHERE v < 30");
              return null;
            });
    run(two, "UPDATE t SET v = 15 WHERE id = 1");
    two.commit();
    update.get();
    one.commit();
    assertThat(all(two)).containsExactly("16", "21", "31");
  }

  @Test
  void commitsWaitForLocksAndNeverHurtTheHolder() throws Exception {
    run(one, "UPDATE t SET v = 11 WHERE id = 1");
    lock(two, "id = 1");
    FutureTask<Void> commit =
        waiting(
            () -> {
              one.commit();
              return null;
            });
    run(two, "UPDATE t SET v = 12 WHERE id = 1");
    two.commit();
    assertThatThrownBy(commit::get).hasMessageContaining("Row (1) of T was changed");
    assertThat(all(two)).containsExactly("12", "20", "30");
  }

  @Test
  void aCommitGoesOnWhenTheLockIsGivenBack() throws Exception {
    run(one, "DELETE FROM t WHERE id = 1");
    lock(two, "id = 1");
    FutureTask<Void> commit =
        waiting(
            () -> {
              one.commit();
              return null;
            });
    two.rollback();
    commit.get();
    assertThat(all(two)).containsExactly("20", "30");
  }

  @Test
  void theYoungestOfADeadlockGivesWay() throws Exception {
    lock(one, "id = 1");
    lock(two, "id = 2");
    FutureTask<List<String>> first = waiting(() -> lock(one, "id = 2"));
    assertThatThrownBy(() -> lock(two, "id = 1"))
        .isInstanceOf(SQLTransactionRollbackException.class)
        .hasMessage(
            "Row (1) of T is locked by another transaction, which waits for this one; this one is"
                + " the younger and was rolled back. Retry the transaction.")
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("40P01");
    assertThat(first.get()).containsExactly("20");
    assertThatThrownBy(() -> all(two))
        .hasMessageStartingWith("The transaction was rolled back by an earlier failure");
    assertThatThrownBy(two::commit)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("25P02");
    assertThat(all(two)).containsExactly("10", "20", "30");
  }

  @Test
  void theYoungerGivesWayToTheElderThatClosesTheCircle() throws Exception {
    lock(one, "id = 1");
    lock(two, "id = 2");
    FutureTask<List<String>> second = waiting(() -> lock(two, "id = 1"));
    assertThat(lock(one, "id = 2")).containsExactly("20");
    assertThatThrownBy(second::get).hasMessageContaining("the younger");
    two.rollback();
    one.rollback();
    assertThat(rows(two, "SELECT v FROM t FOR UPDATE NOWAIT")).hasSize(3);
  }

  @Test
  void savepointsGiveLocksBack() throws SQLException {
    lock(one, "id = 1");
    Savepoint before = one.setSavepoint();
    lock(one, "id <= 2");
    assertThatThrownBy(() -> rows(one, "SELECT v / (id - 3) FROM t FOR UPDATE"))
        .hasMessage("Division by zero.");
    assertThat(rows(two, "SELECT v FROM t WHERE id = 3 FOR UPDATE NOWAIT")).containsExactly("30");
    assertThat(rows(two, "SELECT v FROM t FOR UPDATE SKIP LOCKED")).containsExactly("30");
    one.rollback(before);
    assertThat(rows(two, "SELECT v FROM t ORDER BY id FOR UPDATE SKIP LOCKED"))
        .containsExactly("20", "30");
  }

  @Test
  void ownWritesAreSeenAndKept() throws SQLException {
    run(one, "INSERT INTO t VALUES (4, 40)");
    run(one, "UPDATE t SET v = 31 WHERE id = 3");
    run(two, "UPDATE t SET v = 21 WHERE id = 2");
    run(two, "DELETE FROM t WHERE id = 1");
    two.commit();
    assertThat(rows(one, "SELECT v FROM t ORDER BY id FOR UPDATE"))
        .containsExactly("21", "31", "40");
    run(one, "UPDATE t SET v = v + 1 WHERE id <> 3");
    one.commit();
    assertThat(all(two)).containsExactly("22", "31", "41");
  }

  @Test
  void joinsLockTheTablesThatOfNames() throws SQLException {
    two.rollback();
    run(two, "CREATE TABLE u (t INTEGER, w VARCHAR(9))");
    run(two, "INSERT INTO u VALUES (1, 'a'), (1, 'b'), (2, 'c')");
    two.commit();
    String join = "SELECT v, w FROM t x JOIN u ON x.id = u.t WHERE w < 'c' ORDER BY w FOR UPDATE";
    assertThat(rows(one, join + " OF x")).containsExactly("10 a", "10 b");
    assertThat(rows(two, "SELECT w FROM u FOR UPDATE NOWAIT")).hasSize(3);
    assertThat(rows(two, "SELECT v FROM t ORDER BY id FOR UPDATE SKIP LOCKED"))
        .containsExactly("20", "30");
    two.rollback();
    assertThat(rows(one, join)).hasSize(2);
    assertThat(rows(two, "SELECT w FROM u FOR UPDATE SKIP LOCKED")).containsExactly("c");
    assertFails(
        "42P01",
        "FOR UPDATE OF names T, which FROM has not; it has: X, U.",
        () -> rows(one, join + " OF t"));
    two.rollback();
    one.rollback();
    assertThat(
            rows(
                one,
                "SELECT v FROM t WHERE EXISTS (SELECT 1 FROM u WHERE u.t = t.id) ORDER BY v FOR"
                    + " UPDATE"))
        .containsExactly("10", "20");
    assertThat(rows(two, "SELECT w FROM u FOR UPDATE NOWAIT")).hasSize(3);
    assertThat(rows(two, "SELECT v FROM t FOR UPDATE SKIP LOCKED")).containsExactly("30");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT DISTINCT v FROM t FOR UPDATE",
        "SELECT SUM(v) FROM t FOR UPDATE",
        "SELECT v FROM t GROUP BY v FOR UPDATE",
        "SELECT v FROM t UNION ALL SELECT v FROM t FOR UPDATE",
        "SELECT * FROM (SELECT v FROM t ORDER BY v LIMIT 2) x, t AS y FOR UPDATE OF x",
        "SELECT a.v FROM t a LEFT JOIN t@main b ON a.id = b.v FOR UPDATE"
      })
  void refusesWhatHasNoRowsToLock(String sql) {
    assertThatThrownBy(() -> rows(one, sql))
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("0A000");
  }

  @Test
  void aWaitIsCancelledAndTimesOut() throws Exception {
    lock(one, "id = 1");
    try (Statement statement = two.createStatement()) {
      statement.setQueryTimeout(1);
      assertThatThrownBy(() -> statement.executeQuery("SELECT v FROM t FOR UPDATE"))
          .isInstanceOf(SQLTimeoutException.class);
      FutureTask<Boolean> query =
          waiting(() -> statement.execute("SELECT v FROM t WHERE id = 1 FOR UPDATE"));
      statement.cancel();
      assertThatThrownBy(query::get).hasMessageContaining("cancelled");
    }
  }

  @Test
  void anIdleHolderLosesItsLocks() throws SQLException {
    run(one, "SET TRANSACTION_TIMEOUT = 20");
    one.rollback();
    run(one, "UPDATE t SET v = 0 WHERE id = 2");
    lock(one, "id = 1");
    assertThat(lock(two, "id = 1")).containsExactly("10");
    assertFails(
        "25P03",
        "The transaction held locks and did nothing for 20 ms (transactionTimeout); it was rolled"
            + " back.",
        () -> all(one));
    assertThatThrownBy(() -> all(one))
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("25P02");
    one.rollback();
    assertThat(all(one)).containsExactly("10", "20", "30");
  }

  @Test
  void countersUnderLocksNeverConflict() throws Exception {
    int threads = 4;
    int times = 25;
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Void>> counters = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        counters.add(
            pool.submit(
                () -> {
                  try (Connection own = DriverManager.getConnection(URL)) {
                    own.setAutoCommit(false);
                    for (int n = 0; n < times; n++) {
                      int value = Integer.parseInt(lock(own, "id = 1").getFirst());
                      run(own, "UPDATE t SET v = " + (value + 1) + " WHERE id = 1");
                      own.commit();
                    }
                  }
                  return null;
                }));
      }
      for (Future<Void> counter : counters) {
        counter.get();
      }
    }
    assertThat(rows(one, "SELECT v FROM t WHERE id = 1"))
        .containsExactly(String.valueOf(10 + threads * times));
  }
}
