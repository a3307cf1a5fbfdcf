package io.armillaria.tck.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;

/// A table that is looked up and updated by a UNIQUE column which is not its key.
final class UniqueTable implements AutoCloseable {
  private static final int BATCH = 10_000;

  private final Connection connection;
  private final long rows;
  private final Random random = new Random(11);
  private final PreparedStatement select;
  private final PreparedStatement update;

  private UniqueTable(Connection connection, long rows) throws SQLException {
    this.connection = connection;
    this.rows = rows;
    this.select = connection.prepareStatement("SELECT V FROM T WHERE CODE = ?");
    this.update = connection.prepareStatement("UPDATE T SET V = V + 1 WHERE CODE = ?");
  }

  static UniqueTable create(Path path, long rows) throws SQLException {
    Connection connection = Engine.ARMILLARIA.open(path);
    Sql.run(
        connection,
        "CREATE TABLE T (ID BIGINT PRIMARY KEY, CODE VARCHAR(20) NOT NULL UNIQUE, V BIGINT)");
    connection.setAutoCommit(false);
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO T VALUES (?, ?, 0)")) {
      for (long id = 0; id < rows; id++) {
        insert.setLong(1, id);
        insert.setString(2, code(id));
        insert.addBatch();
        if (id % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
    connection.commit();
    connection.setAutoCommit(true);
    return new UniqueTable(connection, rows);
  }

  /// Neither ascending nor random to compute: the digits of a number that goes round.
  private static String code(long id) {
    return "C" + (id * 7_368_787 % 1_000_000_007);
  }

  void lookUp() throws SQLException {
    select.setString(1, code(random.nextLong(rows)));
    try (ResultSet row = select.executeQuery()) {
      if (!row.next()) {
        throw new SQLException("A code is missing.");
      }
    }
  }

  void update() throws SQLException {
    update.setString(1, code(random.nextLong(rows)));
    if (update.executeUpdate() != 1) {
      throw new SQLException("A code is missing.");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
