package io.armillaria.tck.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Short forms.
final class Sql {
  private Sql() {}

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Runs a query and reads every value of its result.
  static void drain(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
      }
    }
  }

  /// Returns when no compaction is due, or fails after two minutes.
  static void awaitIdle(Connection connection) throws SQLException {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (pending(connection) > 0) {
      if (Instant.now().isAfter(end)) {
        throw new SQLException("Compaction was not idle after two minutes.");
      }
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static long pending(Connection connection) throws SQLException {
    return number(connection, "SELECT SUM(VALUE) FROM __stats WHERE NAME = 'compactions pending'");
  }
}
