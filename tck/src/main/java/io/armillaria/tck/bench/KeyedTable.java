package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Random;

/// A table that is updated by its key, a row at a time.
final class KeyedTable implements AutoCloseable {
  private static final int BATCH = 10_000;

  private final Connection connection;
  private final long rows;
  private final Random random = new Random(19);
  private final PreparedStatement update;

  private KeyedTable(Connection connection, long rows) throws SQLException {
    this.connection = connection;
    this.rows = rows;
    this.update = connection.prepareStatement("UPDATE T SET V = V + 1 WHERE ID = ?");
  }

  static KeyedTable create(Path path, long rows) throws SQLException {
    Connection connection = Engine.ARMILLARIA.open(path);
    Sql.run(connection, "CREATE TABLE T (ID BIGINT PRIMARY KEY, V BIGINT, NAME VARCHAR(20))");
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, 0, ?)")) {
      for (long id = 0; id < rows; id++) {
        insert.setLong(1, id);
        insert.setString(2, "name " + id % 1000);
        insert.addBatch();
        if (id % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    return new KeyedTable(connection, rows);
  }

  void update() throws SQLException {
    update.setLong(1, random.nextLong(rows));
    if (update.executeUpdate() != 1) {
      throw new SQLException("A row is missing.");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
