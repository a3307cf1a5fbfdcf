package io.armillaria.tck.bench;

import java.sql.Connection;
import java.sql.SQLException;

/// The objects of a store, wherever they lie.
final class Objects {
  /// What an object takes besides its bytes.
  private static final int HEADER = 64;

  private Objects() {}

  /// Bytes of all objects with their headers when compaction is idle.
  static long storedBytes(Connection connection) throws SQLException {
    Sql.awaitIdle(connection);
    connection.setAutoCommit(true);
    long bytes = Sql.number(connection, "SELECT SUM(STORED_BYTES + " + HEADER + ") FROM __chunks");
    connection.setAutoCommit(false);
    return bytes;
  }

  /// The same of columns only.
  static long columnBytes(Connection connection) throws SQLException {
    return Sql.number(
        connection,
        "SELECT SUM(STORED_BYTES + " + HEADER + ") FROM __chunks WHERE KIND = 'column'");
  }
}
