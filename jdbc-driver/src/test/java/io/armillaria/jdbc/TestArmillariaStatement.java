package io.armillaria.jdbc;

import static io.armillaria.jdbc.Queries.assertFails;
import static io.armillaria.jdbc.Queries.rows;
import static io.armillaria.jdbc.Queries.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TestArmillariaStatement {
  /// Far too many rows to count.
  private static final String ENDLESS =
      "SELECT COUNT(*) FROM s a, s b, s c, s d, s e WHERE a.k = b.k AND b.k = c.k AND c.k = d.k"
          + " AND d.k = e.k AND a.x + b.x + c.x + d.x + e.x < 0";

  private Connection connection;
  private Statement statement;

  @BeforeEach
  void connect() throws SQLException {
    connection = DriverManager.getConnection("jdbc:armillaria:mem:");
    statement = connection.createStatement();
    run(connection, "CREATE TABLE t (id INTEGER PRIMARY KEY)");
  }

  @AfterEach
  void close() throws SQLException {
    statement.close();
    connection.close();
  }

  @Test
  void executeTellsRowsFromCounts() throws SQLException {
    assertThat(statement.execute("INSERT INTO t VALUES (1), (2)")).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(2);
    assertThat(statement.getResultSet()).isNull();
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    assertThat(statement.execute("SELECT id FROM t ORDER BY id")).isTrue();
    assertThat(statement.getUpdateCount()).isEqualTo(-1);
    ResultSet result = statement.getResultSet();
    assertThat(rows(result)).containsExactly("1", "2");
    assertThat(statement.getMoreResults()).isFalse();
    assertThat(result.isClosed()).isTrue();
    assertThat(statement.execute("CREATE TABLE u (id INTEGER)")).isFalse();
    assertThat(statement.getUpdateCount()).isEqualTo(0);
  }

  @Test
  void theWrongMethodRunsNothing() throws SQLException {
    assertFails(
        "07005",
        "The statement gives no rows, but executeQuery needs a query. Use executeUpdate.",
        () -> statement.executeQuery("INSERT INTO t VALUES (1)"));
    assertFails(
        "07003",
        "The statement gives rows, but executeUpdate needs one without. Use executeQuery.",
        () -> statement.executeUpdate("SELECT 1"));
    assertFails(
        "07001",
        "The statement has parameters; use prepareStatement to give them values.",
        () -> statement.execute("INSERT INTO t VALUES (?)"));
    assertFails("22023", "The SQL text is null.", () -> statement.execute(null));
    assertThat(rows(connection, "SELECT id FROM t")).isEmpty();
  }

  @Test
  void aNewRunClosesTheOldResult() throws SQLException {
    ResultSet first = statement.executeQuery("VALUES 1, 2");
    ResultSet second = statement.executeQuery("VALUES 3, 4");
    assertThat(first.isClosed()).isTrue();
    assertThat(rows(second)).containsExactly("3", "4");
    statement.close();
    assertThat(second.isClosed()).isTrue();
    assertFails("55000", "The statement is closed.", () -> statement.execute("SELECT 1"));
  }

  @Test
  void keptResultsStayOpen() throws SQLException {
    ResultSet kept = statement.executeQuery("VALUES 1, 2");
    assertThat(statement.getMoreResults(Statement.KEEP_CURRENT_RESULT)).isFalse();
    assertThat(kept.isClosed()).isFalse();
    assertThat(rows(kept)).containsExactly("1", "2");
  }

  @Test
  void rowsAreLimited() throws SQLException {
    statement.setMaxRows(2);
    assertThat(statement.getMaxRows()).isEqualTo(2);
    try (ResultSet result = statement.executeQuery("VALUES 1, 2, 3")) {
      assertThat(rows(result)).hasSize(2);
    }
    assertFails(
        "22023", "The limit of rows is -1; it must be 0 or more.", () -> statement.setMaxRows(-1));
  }

  @Test
  void batchesStopAtTheFirstFailure() throws SQLException {
    statement.addBatch("INSERT INTO t VALUES (1)");
    statement.addBatch("INSERT INTO t VALUES (2), (3)");
    assertThat(statement.executeBatch()).containsExactly(1, 2);
    assertThat(statement.executeBatch()).isEmpty();
    statement.addBatch("INSERT INTO t VALUES (4)");
    statement.addBatch("INSERT INTO t VALUES (1)");
    statement.addBatch("INSERT INTO t VALUES (5)");
    Assertions.assertThatThrownBy(statement::executeBatch)
        .isInstanceOf(BatchUpdateException.class)
        .hasMessage("Statement 2 of the batch failed: The key (1) exists already in T (T_PKEY).")
        .satisfies(
            e -> {
              assertThat(((BatchUpdateException) e).getSQLState()).isEqualTo("23505");
              assertThat(((BatchUpdateException) e).getUpdateCounts()).containsExactly(1);
            });
    assertThat(rows(connection, "SELECT COUNT(*) FROM t")).containsExactly("4");
  }

  @Test
  void aStatementMayCloseWithItsResult() throws SQLException {
    statement.closeOnCompletion();
    ResultSet first = statement.executeQuery("VALUES 1");
    ResultSet second = statement.executeQuery("VALUES 2");
    assertThat(first.isClosed()).isTrue();
    assertThat(statement.isClosed()).isFalse();
    second.close();
    assertThat(statement.isClosed()).isTrue();
  }

  private void fillForEndless() throws SQLException {
    run(connection, "CREATE TABLE s (x INTEGER, k INTEGER)");
    StringBuilder insert = new StringBuilder("INSERT INTO s VALUES (0, 0)");
    for (int i = 1; i < 500; i++) {
      insert.append(", (").append(i).append(", 0)");
    }
    run(connection, insert.toString());
  }

  private void assertStops(Queries.Call call, String message) {
    long start = System.nanoTime();
    Assertions.assertThatThrownBy(call::call)
        .isInstanceOf(SQLTimeoutException.class)
        .hasMessage(message)
        .extracting(e -> ((SQLException) e).getSQLState())
        .isEqualTo("57014");
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(60));
  }

  @Test
  void aQueryEndsWithItsTimeout() throws SQLException {
    fillForEndless();
    statement.setQueryTimeout(1);
    String message = "The statement ran longer than its query timeout of 1 s.";
    assertStops(() -> rows(statement.executeQuery(ENDLESS)), message);
    assertStops(
        () -> statement.executeUpdate("INSERT INTO s SELECT x, x FROM (" + ENDLESS + ") AS e (x)"),
        message);
    assertThat(rows(connection, "SELECT COUNT(*) FROM s")).containsExactly("500");
  }

  @Test
  void aQueryCanBeCancelled() throws Exception {
    fillForEndless();
    CountDownLatch running = new CountDownLatch(1);
    Thread canceller =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    running.await();
                    Thread.sleep(300);
                    statement.cancel();
                  } catch (InterruptedException | SQLException e) {
                    throw new AssertionError(e);
                  }
                });
    running.countDown();
    assertStops(() -> rows(statement.executeQuery(ENDLESS)), "The statement was cancelled.");
    canceller.join();
    assertThat(rows(statement.executeQuery("SELECT COUNT(*) FROM s"))).containsExactly("500");
  }

  @Test
  void nestingBeyondTheStackIsAnError() {
    String deep = "SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000);
    Assertions.assertThatThrownBy(() -> statement.execute(deep))
        .isInstanceOf(SQLSyntaxErrorException.class)
        .hasMessageContaining("nested");
    Assertions.assertThatCode(() -> statement.execute("SELECT 1")).doesNotThrowAnyException();
  }

  @Test
  void keysComeBack() throws SQLException {
    run(connection, "CREATE TABLE g (name VARCHAR(9), id BIGINT GENERATED ALWAYS AS IDENTITY)");
    statement.executeUpdate(
        "INSERT INTO g (name) VALUES ('a'), ('b')", Statement.RETURN_GENERATED_KEYS);
    assertThat(statement.getGeneratedKeys().getMetaData().getColumnName(1)).isEqualTo("ID");
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("1", "2");
    statement.executeUpdate("INSERT INTO g (name) VALUES ('c')", new String[] {"id", "NAME"});
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("3 c");
    statement.executeUpdate("INSERT INTO g (name) SELECT name FROM g", new int[] {2});
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("4", "5", "6");
    statement.executeUpdate("INSERT INTO g (name) VALUES ('x')");
    assertThat(rows(statement.getGeneratedKeys())).isEmpty();
    statement.executeUpdate("INSERT INTO t VALUES (42)", Statement.RETURN_GENERATED_KEYS);
    assertThat(rows(statement.getGeneratedKeys())).containsExactly("42");
    statement.executeUpdate("UPDATE g SET name = 'y'", Statement.RETURN_GENERATED_KEYS);
    assertThat(rows(statement.getGeneratedKeys())).isEmpty();
    assertFails(
        "42703",
        "Table G has no column NOPE; its columns are NAME, ID.",
        () -> statement.executeUpdate("INSERT INTO g (name) VALUES ('z')", new String[] {"NOPE"}));
  }

  @Test
  void keysOfABatchComeBack() throws SQLException {
    run(connection, "CREATE TABLE g (id INTEGER GENERATED ALWAYS AS IDENTITY, a INTEGER)");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO g (a) VALUES (?)", Statement.RETURN_GENERATED_KEYS)) {
      for (int i = 0; i < 3000; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
      List<String> keys = rows(insert.getGeneratedKeys());
      assertThat(keys).hasSize(3000).startsWith("1").endsWith("3000");
      insert.setInt(1, 7);
      insert.executeUpdate();
      assertThat(rows(insert.getGeneratedKeys())).containsExactly("3001");
    }
  }
}
