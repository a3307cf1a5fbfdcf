package io.armillaria.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A cancelled statement ends, and others are not concerned.
class TestCancelling {
  /// Queries over 36 million pairs of rows.
  private enum Plan {
    SORT("SELECT a.k FROM s a, s b ORDER BY MOD(a.k * 7919 + b.k, 100003), b.k"),
    BUILD(
        "SELECT COUNT(*) FROM (SELECT a.k + b.k AS k FROM s a, s b) AS p"
            + " FULL JOIN (SELECT a.k * 6000 + b.k AS k FROM s a, s b) AS q ON p.k = q.k"),
    LOOPS("SELECT COUNT(*) FROM s a, s b, s c WHERE a.k + b.k < c.k - 10000"),
    GROUPS(
        "SELECT COUNT(*) FROM (SELECT a.k * 6000 + b.k AS g, COUNT(*) AS n FROM s a, s b"
            + " GROUP BY a.k * 6000 + b.k) AS p"),
    DISTINCT_VALUES("SELECT COUNT(DISTINCT a.k * 6000 + b.k) FROM s a, s b"),
    WINDOW(
        "SELECT MAX(r) FROM (SELECT SUM(b.k) OVER (PARTITION BY MOD(a.k, 7) ORDER BY b.k) AS r"
            + " FROM s a, s b) AS p"),
    SETS(
        "SELECT COUNT(*) FROM (SELECT a.k * 6000 + b.k FROM s a, s b INTERSECT"
            + " SELECT a.k * 6000 + b.k FROM s a, s b) AS p");

    private final String sql;

    Plan(String sql) {
      this.sql = sql;
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void otherResultsOfTheConnectionGoOn(boolean writes) throws Exception {
    try (Connection connection = open("64MB");
        Statement reading = connection.createStatement();
        Statement other = connection.createStatement()) {
      connection.setAutoCommit(false);
      ResultSet rows = reading.executeQuery("SELECT k FROM s");
      assertThat(rows.next()).isTrue();
      String sql = writes ? "INSERT INTO s " + Plan.SORT.sql : Plan.SORT.sql;
      CompletableFuture<Void> cancelled = cancelAfter(other, 200);
      assertThatThrownBy(() -> run(other, sql)).hasMessageContaining("cancelled");
      cancelled.get();
      int count = 1;
      while (rows.next()) {
        count++;
      }
      assertThat(count).isEqualTo(6000);
    }
  }

  @Test
  void progressGrowsToTheEnd() throws Exception {
    try (Connection connection = open("8MB");
        Statement statement = connection.createStatement()) {
      QueryProgress progress = statement.unwrap(QueryProgress.class);
      assertThat(progress.fraction()).isZero();
      try (ResultSet rows = statement.executeQuery("SELECT k FROM s ORDER BY k")) {
        assertThat(progress.rowsToRead()).isEqualTo(6000);
        assertThat(rows.next()).isTrue();
        assertThat(progress.rowsRead()).isEqualTo(6000);
        assertThat(progress.fraction()).isEqualTo(1);
      }
      CompletableFuture<Double> later =
          CompletableFuture.supplyAsync(
              () -> {
                double seen = progress.fraction();
                while (seen == 0) {
                  Thread.onSpinWait();
                  seen = progress.fraction();
                }
                return seen;
              });
      CompletableFuture<Void> cancelled = cancelAfter(statement, 500);
      assertThatThrownBy(() -> run(statement, Plan.LOOPS.sql)).hasMessageContaining("cancelled");
      cancelled.get();
      assertThat(later.get()).isBetween(0.0, 1.0);
    }
  }

  private static void run(Statement statement, String sql) throws SQLException {
    if (!statement.execute(sql)) {
      return;
    }
    try (ResultSet rows = statement.getResultSet()) {
      while (rows.next()) {
        rows.getLong(1);
      }
    }
  }

  private static CompletableFuture<Void> cancelAfter(Statement statement, long millis) {
    return cancelAt(statement, millis, () -> null);
  }

  /// What `seen` gave just before the cancellation.
  private static <T> CompletableFuture<T> cancelAt(
      Statement statement, long millis, Supplier<T> seen) {
    return CompletableFuture.supplyAsync(
        () -> {
          T result = seen.get();
          try {
            statement.cancel();
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
          return result;
        },
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
  }

  private static Connection open(String memoryLimit) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:armillaria:mem:;threads=2;memoryLimit=" + memoryLimit);
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE t (k INTEGER)");
      StringBuilder insert = new StringBuilder("INSERT INTO t VALUES (0)");
      for (int i = 1; i < 78; i++) {
        insert.append(", (").append(i).append(')');
      }
      statement.execute(insert.toString());
      statement.execute("CREATE TABLE s (k INTEGER)");
      statement.execute(
          "INSERT INTO s SELECT a.k * 78 + b.k FROM t a, t b WHERE a.k * 78 + b.k < 6000");
    }
    return connection;
  }
}
