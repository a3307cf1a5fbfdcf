package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/// A table of 10,000 rows in its first version, of which one is updated in each later one.
final class ManyVersions implements AutoCloseable {
  private static final int ROWS = 10_000;
  private static final int VERSIONS = 10_000;
  private static final int NEIGHBOURS = 500;

  private final Connection connection;
  private final Random random = new Random(17);

  private ManyVersions(Connection connection) {
    this.connection = connection;
  }

  static ManyVersions create(Path path) throws SQLException {
    Connection connection = Engine.ARMILLARIA.open(path + ";durability=relaxed");
    Sql.run(connection, "CREATE TABLE OTHER (ID BIGINT PRIMARY KEY, V BIGINT)");
    Sql.run(connection, "INSERT INTO OTHER VALUES (1, 1)");
    connection.setAutoCommit(false);
    Sql.run(connection, "CREATE TABLE T (ID BIGINT PRIMARY KEY, V BIGINT)");
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, 0)")) {
      for (long id = 0; id < ROWS; id++) {
        insert.setLong(1, id);
        insert.addBatch();
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    ManyVersions table = new ManyVersions(connection);
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE T SET V = V + 1 WHERE ID = ?")) {
      for (int version = 2; version <= VERSIONS; version++) {
        update.setLong(1, table.random.nextLong(ROWS));
        update.executeUpdate();
      }
    }
    Sql.awaitIdle(connection);
    return table;
  }

  static ManyVersions open(Path path) throws SQLException {
    return new ManyVersions(Engine.ARMILLARIA.open(path));
  }

  /// One of the first 500 versions: their layouts, and the plans of their queries, differ alike.
  long early() {
    return 1L + random.nextInt(NEIGHBOURS);
  }

  /// One of the last 500 of 10,000 versions.
  long late() {
    return (long) VERSIONS - random.nextInt(NEIGHBOURS);
  }

  void read(long version) throws SQLException {
    long sum = Sql.number(connection, "SELECT SUM(V) FROM T VERSION " + version);
    if (sum != version - 1) {
      throw new SQLException("Version " + version + " reads " + sum + ".");
    }
  }

  /// Runs what any first query of an opened database runs.
  void readOther() throws SQLException {
    Sql.number(connection, "SELECT SUM(V) FROM OTHER");
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
